import { contentTypes, coreProperties, DECLARATION, escape, relationships } from './office-xml.mjs';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** Indexes into cellXfs below. */
const STYLE = { plain: 0, head: 1, date: 2, number: 3, money: 4, percent: 5, total: 6, totalMoney: 7 };

const MS_A_DAY = 86_400_000;
/** Days since 30 December 1899, as workbooks count. */
const serial = (iso) => (Date.parse(iso) - Date.parse('1899-12-30')) / MS_A_DAY;

const text = (value, style = 'plain') => ({
  style,
  xml: (ref, s) => `<c r="${ref}" s="${s}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`,
});
const number = (value, style = 'number') => ({
  style,
  value,
  xml: (ref, s) => `<c r="${ref}" s="${s}"><v>${value}</v></c>`,
});
const date = (iso) => number(serial(iso), 'date');
/** With the value that the formula has, for readers that do not calculate. */
const formula = (code, value, style = 'number') => ({
  style,
  value,
  xml: (ref, s) => `<c r="${ref}" s="${s}"><f>${escape(code)}</f><v>${value}</v></c>`,
});
const heads = (...names) => names.map((name) => text(name, 'head'));

const GROUPS = [
  ['Finance', '2026-02-02', 14, 0.9],
  ['Legal', '2026-02-16', 8, 0.75],
  ['Research', '2026-03-02', 46, 0.6],
  ['Sales', '2026-03-23', 120, 0.35],
  ['Everyone else', '2026-05-04', 310, 0],
];

const COSTS = [
  ['Server, 4 cores, 16 GiB', 1, 118],
  ['Database, managed', 1, 96],
  ['Blob storage, TB', 3, 21.5],
  ['Backup, TB', 6, 9.8],
  ['Support, hours', 12, 95],
];

function rollout() {
  const last = GROUPS.length + 1;
  const people = GROUPS.reduce((sum, [, , count]) => sum + count, 0);
  const working = GROUPS.reduce((sum, [, , count, share]) => sum + Math.round(count * share), 0);
  return [
    heads('Group', 'Starts', 'Ends', 'People', 'Done', 'Working with it'),
    ...GROUPS.map(([name, starts, count, share], i) => {
      const row = i + 2;
      return [
        text(name),
        date(starts),
        formula(`B${row}+13`, serial(starts) + 13, 'date'),
        number(count),
        number(share, 'percent'),
        formula(`ROUND(D${row}*E${row},0)`, Math.round(count * share)),
      ];
    }),
    [
      text('All', 'total'),
      text('', 'total'),
      text('', 'total'),
      formula(`SUM(D2:D${last})`, people, 'total'),
      formula(`F${last + 1}/D${last + 1}`, working / people, 'percent'),
      formula(`SUM(F2:F${last})`, working, 'total'),
    ],
  ];
}

function costs() {
  const last = COSTS.length + 1;
  const month = COSTS.reduce((sum, [, count, price]) => sum + count * price, 0);
  const people = GROUPS.reduce((sum, [, , count]) => sum + count, 0);
  const line = (label, code, value) => [
    text(label, 'total'),
    text('', 'total'),
    text('', 'total'),
    formula(code, value, 'totalMoney'),
  ];
  return [
    heads('Item', 'Count', 'Price a month', 'Month'),
    ...COSTS.map(([name, count, price], i) => [
      text(name),
      number(count),
      number(price, 'money'),
      formula(`B${i + 2}*C${i + 2}`, count * price, 'money'),
    ]),
    line('A month', `SUM(D2:D${last})`, month),
    line('A year', `D${last + 1}*12`, month * 12),
    line('A month and person', `D${last + 1}/Rollout!D${GROUPS.length + 2}`, month / people),
  ];
}

function worksheet(rows, widths) {
  const cells = (row, r) =>
    row.map((cell, c) => cell.xml(`${String.fromCharCode(65 + c)}${r + 1}`, STYLE[cell.style])).join('');
  const lines = rows.map((row, r) => `<row r="${r + 1}">${cells(row, r)}</row>`).join('');
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return (
    `${DECLARATION}<worksheet ${NAMESPACE}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns}</cols><sheetData>${lines}</sheetData></worksheet>`
  );
}

const xf = (format, font = 0, fill = 0, border = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>`;

const STYLES =
  `${DECLARATION}<styleSheet ${NAMESPACE}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6EDF5"/></patternFill></fill></fills>' +
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="thin"><color rgb="FFA6B4C4"/></top><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="8">${xf(0)}${xf(0, 1, 2)}${xf(164)}${xf(3)}${xf(165)}${xf(9)}${xf(3, 1, 0, 1)}${xf(165, 1, 0, 1)}</cellXfs></styleSheet>`;

const WORKBOOK =
  `${DECLARATION}<workbook ${NAMESPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
  '<sheet name="Rollout" sheetId="1" r:id="rId1"/><sheet name="Costs" sheetId="2" r:id="rId2"/></sheets></workbook>';

/** The parts of Pilot plan.xlsx. */
export const plan = () => ({
  '[Content_Types].xml': contentTypes({
    'xl/workbook.xml': `${SHEET}.sheet.main+xml`,
    'xl/worksheets/sheet1.xml': `${SHEET}.worksheet+xml`,
    'xl/worksheets/sheet2.xml': `${SHEET}.worksheet+xml`,
    'xl/styles.xml': `${SHEET}.styles+xml`,
    'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  }),
  '_rels/.rels': relationships([
    ['officeDocument', 'xl/workbook.xml'],
    ['core-properties', 'docProps/core.xml'],
  ]),
  'xl/workbook.xml': WORKBOOK,
  'xl/_rels/workbook.xml.rels': relationships([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['worksheet', 'worksheets/sheet2.xml'],
    ['styles', 'styles.xml'],
  ]),
  'xl/worksheets/sheet1.xml': worksheet(rollout(), [18, 12, 12, 10, 10, 16]),
  'xl/worksheets/sheet2.xml': worksheet(costs(), [26, 10, 15, 14]),
  'xl/styles.xml': STYLES,
  'docProps/core.xml': coreProperties('Pilot plan'),
});
