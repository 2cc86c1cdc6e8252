import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DocumentError } from './document-error.js';
import { blankDocx } from './docx-blank.js';
import { readDocx, writeDocx, type DocxDocument, type DocxEdit } from './docx.js';

const SOFFICE = '/usr/bin/soffice';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const BODY = [
  '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>The plan</w:t></w:r></w:p>',
  '<w:p   w:rsidR="00A1"><w:r><w:t xml:space="preserve">Read </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>this</w:t></w:r><w:r><w:t xml:space="preserve"> first.</w:t></w:r></w:p>',
  '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cell B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
  '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c &amp; d</w:t></w:r></w:p>',
  '<w:p/>',
].join('');

function docx(body = BODY, more: Record<string, Uint8Array> = {}): Uint8Array {
  const parts = unzipSync(blankDocx());
  const styles = `<w:styles xmlns:w="${W}"><w:style w:styleId="H" w:type="paragraph"><w:name w:val="heading 1"/></w:style></w:styles>`;
  return zipSync({
    '[Content_Types].xml': parts['[Content_Types].xml'] ?? new Uint8Array(),
    '_rels/.rels': parts['_rels/.rels'] ?? new Uint8Array(),
    'word/_rels/document.xml.rels': strToU8(
      '<Relationships xmlns="r"><Relationship Id="s" Type="http://x/styles" Target="styles.xml"/></Relationships>',
    ),
    'word/styles.xml': strToU8(styles),
    ...more,
    'word/document.xml': strToU8(
      `<?xml version="1.0"?>\n<w:document xmlns:w="${W}" xmlns:v='urn:v'><w:body>${body}<w:sectPr/></w:body></w:document>\n<!-- end -->`,
    ),
  });
}

const texts = (document: DocxDocument) => document.paragraphs.map((p) => p.text);
const all = (document: DocxDocument): DocxEdit[] =>
  document.paragraphs.map(({ key, text }) => ({ key, text }));
const mainXml = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());

function edited(
  bytes: Uint8Array,
  change: (edits: DocxEdit[]) => DocxEdit[],
): { xml: string; again: DocxDocument } {
  const document = readDocx(bytes);
  const written = writeDocx(document, change(all(document)));
  return { xml: mainXml(written), again: readDocx(written) };
}

const withText = (index: number, text: string) => (edits: DocxEdit[]) =>
  edits.map((edit, i) => (i === index ? { ...edit, text } : edit));

describe('docx', () => {
  it('reads paragraphs with their texts, styles and cells', () => {
    const document = readDocx(docx());
    expect(texts(document)).toEqual(['The plan', 'Read this first.', 'cell A', 'cell B', 'a\tb\nc & d', '']);
    expect(document.paragraphs[0]?.style).toBe('h1');
    expect(document.paragraphs[3]?.cell).toEqual({ table: 0, row: 0, column: 1 });
  });

  it('keeps every byte of the document part and the other parts when nothing changed', () => {
    const image = new Uint8Array([137, 80, 78, 71, 0, 255]);
    const bytes = docx(BODY, { 'word/media/i.png': image, 'custom/odd.bin': image });
    const document = readDocx(bytes);
    const before = unzipSync(bytes);
    const after = unzipSync(writeDocx(document, all(document)));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after).toEqual(before);
  });

  it('changes the words of one paragraph and nothing around it', () => {
    const before = mainXml(docx());
    const { xml, again } = edited(docx(), withText(1, 'Read this <twice> first.'));
    expect(texts(again)[1]).toBe('Read this <twice> first.');
    expect(xml).toContain('<w:rPr><w:b/></w:rPr><w:t>this</w:t>');
    const start = before.indexOf('<w:p   w:rsidR');
    expect(xml.slice(0, start)).toBe(before.slice(0, start));
    expect(xml.endsWith(before.slice(before.indexOf('<w:tbl>')))).toBe(true);
  });

  it.each([
    ['a\tb\nc & d', 'xa\tb\nc & d'],
    ['a\tb\nc & d', 'a\tb\nc'],
    ['a\tb\nc & d', 'ab c & d'],
    ['a\tb\nc & d', 'a\t\t\tb\n\nc & d!'],
    ['a\tb\nc & d', ''],
    ['a\tb\nc & d', '  spaced  \t'],
    ['a\tb\nc & d', 'a😀\tb\nc & 😁d'],
  ])('turns %j into %j', (_from, to) => {
    expect(texts(edited(docx(), withText(4, to)).again)[4]).toBe(to);
  });

  it('inserts before a leading tab, not behind it', () => {
    const bytes = docx('<w:p><w:r><w:tab/><w:t>abc</w:t></w:r></w:p>');
    expect(texts(edited(bytes, withText(0, 'X\tabc')).again)).toEqual(['X\tabc']);
  });

  it('does not tear surrogate pairs of two runs apart', () => {
    const bytes = docx('<w:p><w:r><w:t>x😀</w:t></w:r><w:r><w:t>😁y</w:t></w:r></w:p>');
    const { xml, again } = edited(bytes, withText(0, 'x😁y'));
    expect(texts(again)).toEqual(['x😁y']);
    expect(xml).toContain('<w:t>x</w:t></w:r><w:r><w:t>😁y</w:t>');
  });

  it('types into an empty paragraph with the formatting of its mark', () => {
    const bytes = docx('<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr></w:p>');
    const { xml, again } = edited(bytes, withText(0, 'new words'));
    expect(texts(again)).toEqual(['new words']);
    expect(xml).toContain('<w:r><w:rPr><w:i/></w:rPr><w:t>new words</w:t></w:r>');
  });

  it('drops characters that XML cannot hold', () => {
    expect(texts(edited(docx(), withText(5, 'a\u0000b\u0007\ud800c')).again)[5]).toBe('abc');
  });

  it('adds and removes paragraphs', () => {
    const { again } = edited(docx(), ([title, read, a, b, , last]) =>
      [
        { text: 'zero' },
        title,
        { text: 'one' },
        { text: 'two' },
        read,
        a,
        { text: 'in A' },
        b,
        last,
        { text: 'end' },
      ].filter((edit) => edit !== undefined),
    );
    expect(texts(again)).toEqual([
      'zero', 'The plan', 'one', 'two', 'Read this first.', 'cell A', 'in A', 'cell B', '', 'end',
    ]); // prettier-ignore
    expect(again.paragraphs[2]?.style).toBe('body');
    expect(again.paragraphs[6]?.cell).toEqual({ table: 0, row: 0, column: 0 });
  });

  it('empties a paragraph that ends a table cell instead of removing it', () => {
    const { xml, again } = edited(docx(), (edits) => edits.filter((edit) => edit.text !== 'cell B'));
    expect(texts(again)[3]).toBe('');
    expect(xml.match(/<w:tc>/g)).toHaveLength(2);
  });

  it('leaves deletions, field codes, text boxes and fallbacks alone', () => {
    const bytes = docx(
      '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>' +
        '<w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r>' +
        '<w:r><w:t>seen</w:t></w:r></w:p>',
    );
    expect(readDocx(bytes).paragraphs).toMatchObject([{ text: 'seen', objects: 1 }]);
    const { xml } = edited(bytes, withText(0, 'seen again'));
    for (const kept of ['gone', 'PAGE', 'boxed', 'seen again']) expect(xml).toContain(kept);
  });

  it('opens a file of zero bytes as an empty document', () => {
    const document = readDocx(new Uint8Array());
    expect(
      texts(readDocx(writeDocx(document, [{ key: document.paragraphs[0]?.key, text: 'first' }]))),
    ).toEqual(['first']);
  });

  it('fills an empty body', () => {
    const parts = unzipSync(blankDocx());
    const xml = mainXml(blankDocx()).replace('<w:body><w:p/></w:body>', '<w:body/>');
    const bytes = zipSync({ ...parts, 'word/document.xml': strToU8(xml) });
    expect(texts(readDocx(writeDocx(readDocx(bytes), [{ text: 'a' }, { text: 'b' }])))).toEqual(['a', 'b']);
  });

  it('refuses what is no Word document with a sentence', () => {
    expect(() => readDocx(strToU8('plain text'))).toThrow(DocumentError);
    expect(() => readDocx(zipSync({ 'a.txt': strToU8('x') }))).toThrow('no document part');
    expect(() => readDocx(docx('<w:p>'))).toThrow('not well-formed');
    const doctype = zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>') });
    expect(() => readDocx(doctype)).toThrow('document type');
  });

  it.skipIf(!existsSync(SOFFICE))(
    'writes what LibreOffice opens (skipped where it is not installed)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'sandbox-docx-'));
      try {
        const document = readDocx(docx());
        const edits = [
          ...withText(1, 'Read this typed first.')(all(document)),
          { text: 'A new ending & more' },
        ];
        writeFileSync(join(folder, 'a.docx'), writeDocx(document, edits));
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        execFileSync(SOFFICE, [
          profile,
          '--headless',
          '--convert-to',
          'txt:Text',
          '--outdir',
          folder,
          join(folder, 'a.docx'),
        ]);
        const text = readFileSync(join(folder, 'a.txt'), 'utf8');
        for (const words of ['The plan', 'Read this typed first.', 'cell B', 'A new ending & more'])
          expect(text).toContain(words);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    90_000,
  );
});
