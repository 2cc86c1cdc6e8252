import { contentTypes, coreProperties, DECLARATION, escape, relationships } from './office-xml.mjs';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** `**bold**` is the only mark-up inside a paragraph. */
function runs(text) {
  return text
    .split(/(\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map((part) => {
      const bold = part.startsWith('**');
      const words = escape(bold ? part.slice(2, -2) : part);
      return `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${words}</w:t></w:r>`;
    })
    .join('');
}

const paragraph = (text, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs(text)}</w:p>`;
const styled = (style) => (text) => paragraph(text, `<w:pStyle w:val="${style}"/>`);
const title = styled('Title');
const heading = styled('Heading1');
const listed = (list) => (text) =>
  paragraph(
    text,
    `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`,
  );
const bullet = listed(1);
const step = listed(2);

function table(rows, widths) {
  const cell = (text, i, head) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/>${head ? '<w:shd w:val="clear" w:color="auto" w:fill="E6EDF5"/>' : ''}</w:tcPr>` +
    `${paragraph(head ? `**${text}**` : text, '<w:spacing w:before="40" w:after="40"/>')}</w:tc>`;
  const line = (cells, head) =>
    `<w:tr>${head ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((text, i) => cell(text, i, head)).join('')}</w:tr>`;
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${total}" w:type="dxa"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>` +
    `${rows.map((cells, i) => line(cells, i === 0)).join('')}</w:tbl>`
  );
}

const BODY = [
  title('Welcome to WOPI Gateway'),
  paragraph(
    'This document lives in your own installation. Open it, change a line, close it again: the portal then lists a second ' +
      'version with your name and the time, and the first one is still there to be read or restored.',
  ),
  heading('What happens when a document is opened'),
  step(
    'The portal asks the host for a **session**: who, which file, whether to view or to edit. The answer is an access token.',
  ),
  step('The page with the editor’s frame hands the editor that token and an address, the **WOPISrc**.'),
  step(
    'The editor calls the address. With the proxy in between, the proxy reads the tenant from the file id, checks that the call is really signed by the editor, and passes it on to the host.',
  ),
  step('The host checks the token, locks the file, and keeps every save as a version of its own.'),
  heading('Try this first'),
  bullet(
    'Type a sentence below this list, wait for the editor to say that it is saved, and look at the versions.',
  ),
  bullet('Open the document in a second browser as another person while the first one is still writing.'),
  bullet('Restore the first version: the history grows by one, and nothing is lost.'),
  bullet('Run **bin/wopictl doctor** in a terminal: it looks at everything and says what to change.'),
  paragraph('Your sentence goes here: '),
  heading('What listens where'),
  paragraph('The addresses of a fresh installation. Each can be changed by its variable.'),
  table(
    [
      ['Process', 'Address', 'Variable', 'Who calls it'],
      ['Portal and host', '127.0.0.1:3000', 'HOST_LISTEN', 'People, editors, the proxy'],
      ['Proxy', '127.0.0.1:3001', 'PROXY_LISTEN', 'Editors in the cloud'],
      ['Admin API', '127.0.0.1:3002', 'ADMIN_LISTEN', 'Operators, wopictl, Prometheus'],
      ['Sandbox editor', '127.0.0.1:3003', 'SANDBOX_LISTEN', 'Developers; never in production'],
    ],
    [1900, 1900, 2100, 3100],
  ),
  heading('Where your data is'),
  paragraph(
    'Documents are stored as immutable blobs and named by rows in PostgreSQL. Both are in the data directory that the start ' +
      'prints, so a backup is a copy of that directory taken while the installation is stopped.',
  ),
];

const style = (id, name, rest) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
const BASED = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>';
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
  (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="A6B4C4"/>`,
);

const STYLES =
  `${DECLARATION}<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>` +
  '<w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  style(
    'Title',
    'Title',
    `${BASED}<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3A5F"/><w:sz w:val="48"/></w:rPr>`,
  ) +
  style(
    'Heading1',
    'heading 1',
    `${BASED}<w:pPr><w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3A5F"/><w:sz w:val="28"/></w:rPr>`,
  ) +
  style(
    'ListParagraph',
    'List Paragraph',
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="80"/><w:ind w:left="720"/></w:pPr>',
  ) +
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${BORDERS.join('')}</w:tblBorders>` +
  '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>';

const level = (format, text) =>
  `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
  '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>';

const NUMBERING =
  `${DECLARATION}<w:numbering ${NAMESPACE}>` +
  `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>${level('bullet', '•')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level('decimal', '%1.')}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>';

const PAGE =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

/** The parts of Welcome.docx. */
export const welcome = () => ({
  '[Content_Types].xml': contentTypes({
    'word/document.xml': `${WORD}.document.main+xml`,
    'word/styles.xml': `${WORD}.styles+xml`,
    'word/numbering.xml': `${WORD}.numbering+xml`,
    'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  }),
  '_rels/.rels': relationships([
    ['officeDocument', 'word/document.xml'],
    ['core-properties', 'docProps/core.xml'],
  ]),
  'word/document.xml': `${DECLARATION}<w:document ${NAMESPACE}><w:body>${BODY.join('')}${PAGE}</w:body></w:document>`,
  'word/_rels/document.xml.rels': relationships([
    ['styles', 'styles.xml'],
    ['numbering', 'numbering.xml'],
  ]),
  'word/styles.xml': STYLES,
  'word/numbering.xml': NUMBERING,
  'docProps/core.xml': coreProperties('Welcome to WOPI Gateway'),
});
