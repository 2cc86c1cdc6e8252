import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const part = (xml: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`);
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

function pack(main: string, types: string, relations: string, parts: Record<string, string>): Uint8Array {
  const folder = main.split('/')[0];
  const rels =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  return zipSync({
    '[Content_Types].xml': part(`<Types xmlns="${TYPES}">${rels}${types}</Types>`),
    '_rels/.rels': part(
      `<Relationships xmlns="${RELATIONS}">${relation('r', 'officeDocument', main)}</Relationships>`,
    ),
    [`${folder}/_rels/${main.split('/')[1]}.rels`]: part(
      `<Relationships xmlns="${RELATIONS}">${relations}</Relationships>`,
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, part(xml)])),
  });
}

const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}+xml"/>`;
const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (runs: string, style = '', more = '') =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${more}</w:pPr>${runs}</w:p>`;
const item = (text: string, numId: number) =>
  paragraph(run(text), '', `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numId}"/></w:numPr>`);
const row = (cells: string[]) =>
  `<w:tr>${cells.map((c) => `<w:tc>${paragraph(run(c))}</w:tc>`).join('')}</w:tr>`;

/** A Word document with a heading, formatted text, lists and a table. */
export function sampleDocx(): Uint8Array {
  const styles = ['Title', 'heading 1', 'heading 2'].map(
    (name) =>
      `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/><w:rPr><w:b/></w:rPr></w:style>`,
  );
  const level = (id: number, format: string, text: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum>`;
  const body = [
    paragraph(run('Moving the archive'), 'Title'),
    paragraph(
      run('The paper archive moves to the new building in March. ') +
        run('Nothing is thrown away', '<w:b/>') +
        run(' before the scans have been checked twice.'),
    ),
    paragraph(run('What happens when'), 'heading1'),
    item('Boxes are numbered and photographed', 2),
    item('Scanning starts with the oldest shelves', 2),
    item('A second person checks every tenth page', 2),
    paragraph(run('Who does what'), 'heading1'),
    `<w:tbl><w:tblPr/><w:tblGrid/>${row(['Task', 'Person', 'Until'])}${row(['Labels', 'Ines', '3 March'])}${row(['Scanner', 'Tomasz', '10 March'])}</w:tbl>`,
    paragraph(run('Open points'), 'heading2'),
    item('Insurance during the move', 1),
    item('Keys for the cellar', 1),
    paragraph(''),
  ].join('');
  return pack(
    'word/document.xml',
    override('word/document.xml', `${WORD}.document.main`) +
      override('word/styles.xml', `${WORD}.styles`) +
      override('word/numbering.xml', `${WORD}.numbering`),
    relation('s', 'styles', 'styles.xml') + relation('n', 'numbering', 'numbering.xml'),
    {
      'word/styles.xml': `<w:styles xmlns:w="${W}">${styles.join('')}</w:styles>`,
      'word/numbering.xml': `<w:numbering xmlns:w="${W}">${level(0, 'bullet', '•')}${level(1, 'decimal', '%1.')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
      'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    },
  );
}

/** A workbook with one sheet of texts and figures. */
export function sampleXlsx(): Uint8Array {
  const rows = [
    ['Item', 'Quarter', 'Cost', 'Share'],
    ['Scanner', 'Q1', 4200, 0.42],
    ['Boxes', 'Q1', 815.5, 0.08],
    ['Transport', 'Q2', 4984.5, 0.5],
  ].map((cells, r) => {
    const cell = (value: string | number, c: number) =>
      typeof value === 'number'
        ? `<c r="${'ABCD'[c]}${r + 1}" s="${c - 1}"><v>${value}</v></c>`
        : `<c r="${'ABCD'[c]}${r + 1}" t="inlineStr"><is><t>${value}</t></is></c>`;
    return `<row r="${r + 1}">${cells.map(cell).join('')}</row>`;
  });
  return pack(
    'xl/workbook.xml',
    override('xl/workbook.xml', `${EXCEL}.sheet.main`) +
      override('xl/worksheets/sheet1.xml', `${EXCEL}.worksheet`) +
      override('xl/styles.xml', `${EXCEL}.styles`),
    relation('w', 'worksheet', 'worksheets/sheet1.xml') + relation('s', 'styles', 'styles.xml'),
    {
      'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${OFFICE}"><sheets><sheet name="Budget" sheetId="1" r:id="w"/></sheets></workbook>`,
      'xl/styles.xml': `<styleSheet xmlns="${S}"><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="9"/></cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${S}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
    },
  );
}
