import { docxPane } from './docx-pane.js';

/**
 * The view of a document. `draft()` answers what the person sees, `text()` the same as plain text; `changed` is called
 * on every key stroke.
 */
export function openPane(desk, content, readOnly, changed) {
  if (content.kind === 'docx') return docxPane(desk, content.paragraphs, readOnly, changed);
  return content.kind === 'xlsx' ? sheetPane(desk, content) : textPane(desk, content.text, readOnly, changed);
}

function textPane(desk, text, readOnly, changed) {
  const area = document.createElement('textarea');
  area.className = 'sheet-of-text';
  area.dataset.testid = 'editor-text';
  area.setAttribute('aria-label', 'Text of the document');
  area.spellcheck = false;
  area.readOnly = readOnly;
  area.value = text;
  area.addEventListener('input', changed);
  desk.replaceChildren(area);
  if (!readOnly) area.focus({ preventScroll: true });
  area.setSelectionRange(0, 0);
  /** The state of a shared text that the area shows, with what was typed since. */
  let state = 0;
  return {
    draft: () => ({ kind: 'text', text: area.value, state }),
    text: () => area.value,
    /** Shows what `sent` has become, unless something was typed meanwhile: then the next save brings both together. */
    take: (sent, merged) => {
      if (area.value !== sent && merged.text !== sent) return;
      if (area.value === sent) replaceText(area, merged.text);
      state = merged.state;
    },
  };
}

/** Changes only what differs, so that the cursor stays where it is. */
function replaceText(area, text) {
  const old = area.value;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  if (old !== text)
    area.setRangeText(text.slice(start, text.length - end), start, old.length - end, 'preserve');
}

function sheetPane(desk, { sheet, columns, rows, cut }) {
  const frame = make('div', 'workbook');
  const table = make('table');
  table.dataset.testid = 'sheet';
  const head = make('tr');
  head.append(make('th'), ...columns.map((name) => make('th', '', name)));
  table.createTHead().append(head);
  const body = table.createTBody();
  for (const { number, cells } of rows) {
    const row = make('tr');
    row.append(make('th', '', number));
    for (let i = 0; i < columns.length; i += 1) {
      row.append(make('td', cells[i]?.numeric ? 'number' : '', cells[i]?.text ?? ''));
    }
    body.append(row);
  }
  const scroll = make('div', 'grid');
  scroll.append(table);
  const tab = make('div', 'tab');
  tab.append(
    make('span', 'tab-name', sheet),
    make('span', 'tab-note', cut ? 'The sheet goes on: only its beginning is shown.' : ''),
  );
  frame.append(scroll, tab);
  desk.replaceChildren(frame);
  return { draft: () => undefined, text: () => table.innerText };
}

function make(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
