import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readXlsx } from './xlsx.js';

const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

function xlsx(rows: string): Uint8Array {
  const part = (text: string) => strToU8(`<?xml version="1.0"?>${text}`);
  return zipSync({
    'xl/workbook.xml': part(
      `<workbook ${S} ${R}><sheets><sheet name="Budget" sheetId="7" r:id="rId2"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      '<Relationships><Relationship Id="rId1" Type="x/sharedStrings" Target="sharedStrings.xml"/>' +
        '<Relationship Id="rId2" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>' +
        '<Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': part(
      `<sst ${S}><si><t>Item</t></si><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></si></sst>`,
    ),
    'xl/styles.xml': part(
      `<styleSheet ${S}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs>` +
        '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="4"/><xf numFmtId="20"/></cellXfs></styleSheet>',
    ),
    'xl/worksheets/sheet1.xml': part(`<worksheet ${S}><sheetData>${rows}</sheetData></worksheet>`),
  });
}

const cells = (rows: string) => readXlsx(xlsx(rows)).rows.map((row) => row.cells.map((cell) => cell.text));

describe('xlsx', () => {
  it('shows shared, rich and inline strings, gaps and formula results', () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" t="inlineStr"><is><t>inline</t></is></c><c r="B3" t="b"><v>1</v></c><c r="C3"><f>1+2</f><v>3</v></c></row>';
    const sheet = readXlsx(xlsx(rows));
    expect(sheet).toMatchObject({ sheet: 'Budget', columns: ['A', 'B', 'C'], cut: false });
    expect(sheet.rows.map((row) => row.number)).toEqual([1, 3]);
    expect(cells(rows)).toEqual([
      ['Item', '', 'Rich text'],
      ['inline', 'TRUE', '3'],
    ]);
  });

  it.each([
    [0, '0.30000000000000004', '0.3'],
    [1, '45000', '2023-03-15'],
    [2, '0.19', '19%'],
    [3, '1234567.891', '1,234,567.89'],
    [4, '0.5', '12:00'],
  ])('shows a number of style %i: %s as %s', (style, value, shown) => {
    expect(cells(`<row><c r="A1" s="${style}"><v>${value}</v></c></row>`)).toEqual([[shown]]);
  });

  it('says when a sheet is longer than what it shows', () => {
    const sheet = readXlsx(xlsx('<row><c><v>1</v></c></row>'.repeat(600)));
    expect([sheet.rows.length, sheet.cut]).toEqual([500, true]);
  });

  it('refuses what is no workbook', () => {
    expect(() => readXlsx(zipSync({ 'a.txt': strToU8('x') }))).toThrow('no workbook');
  });
});
