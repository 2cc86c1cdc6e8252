/**
 * A Word document as editable paragraphs, each of them one element with plain text in it. Enter splits a paragraph,
 * Backspace at its beginning and Delete at its end join two of one container, arrows lead from one to the next.
 */
export function docxPane(desk, paragraphs, readOnly, changed) {
  const paper = document.createElement('article');
  paper.className = 'paper';
  paper.append(...layOut(paragraphs, readOnly));
  desk.replaceChildren(paper);
  if (!readOnly) {
    paper.addEventListener('input', changed);
    paper.addEventListener('keydown', (event) => onKey(event, changed));
    paper.addEventListener('paste', (event) => onPaste(event, changed));
    paper.addEventListener('drop', (event) => event.preventDefault());
    paper.querySelector('.p')?.focus({ preventScroll: true });
  }
  const all = () => [...paper.querySelectorAll('.p')];
  return {
    draft: () => ({ kind: 'docx', paragraphs: all().map((p) => ({ key: p.dataset.key, text: textOf(p) })) }),
    text: () => all().map(textOf).join('\n'),
  };
}

function layOut(paragraphs, readOnly) {
  const nodes = [];
  let table;
  for (const paragraph of paragraphs) {
    const element = paragraphElement(paragraph, readOnly);
    const cell = paragraph.cell;
    if (!cell) {
      table = undefined;
      nodes.push(element);
      continue;
    }
    if (table?.number !== cell.table) {
      table = { number: cell.table, element: document.createElement('table') };
      nodes.push(table.element);
    }
    place(table.element, cell.row, cell.column).append(element);
  }
  return nodes;
}

function place(table, row, column) {
  while (table.rows.length <= row) table.insertRow();
  const cells = table.rows[row];
  while (cells.cells.length <= column) cells.insertCell();
  return cells.cells[column];
}

function paragraphElement({ key, text, style = 'body', list, level, objects }, readOnly) {
  const element = document.createElement('div');
  element.className = `p ${style}${list ? ` list ${list} level-${level ?? 0}` : ''}`;
  element.dataset.testid = 'paragraph';
  if (key) element.dataset.key = key;
  if (objects) element.dataset.objects = objects === 1 ? '1 object kept' : `${objects} objects kept`;
  if (!readOnly) {
    element.role = 'textbox';
    element.ariaMultiLine = 'true';
    try {
      element.contentEditable = 'plaintext-only';
    } catch {
      element.contentEditable = 'true';
    }
  }
  setText(element, text);
  return element;
}

/** A line feed at the very end needs a second one to be seen; `textOf` takes it away again. */
function setText(element, text) {
  element.textContent = text.endsWith('\n') ? `${text}\n` : text;
}

function textOf(element) {
  let text = '';
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.nodeName === 'BR') text += '\n';
      else walk(child);
    }
  };
  walk(element);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function onKey(event, changed) {
  const element = event.target.closest?.('.p');
  if (!element || event.isComposing || event.ctrlKey || event.metaKey) return;
  const act = KEYS[event.key];
  const caret = selectionIn(element);
  if (!act || !caret) return;
  const outcome = act(element, caret, event);
  if (!outcome) return;
  event.preventDefault();
  if (outcome === 'changed') changed();
}

const KEYS = {
  Enter(element, { from, to }, event) {
    const text = textOf(element);
    if (event.shiftKey) {
      setText(element, `${text.slice(0, from)}\n${text.slice(to)}`);
      setCaret(element, from + 1);
      return 'changed';
    }
    setText(element, text.slice(0, from));
    setCaret(addAfter(element, text.slice(to)), 0);
    return 'changed';
  },
  Backspace(element, { from, to }) {
    return from === 0 && to === 0 && join(sibling(element, 'previousElementSibling'), element);
  },
  Delete(element, { from, to }) {
    return (
      from === to && to === textOf(element).length && join(element, sibling(element, 'nextElementSibling'))
    );
  },
  ArrowLeft: (element, { to }, event) => !event.shiftKey && to === 0 && go(element, -1, Infinity),
  ArrowRight: (element, { from }, event) =>
    !event.shiftKey && from === textOf(element).length && go(element, 1, 0),
  ArrowUp: (element, _caret, event) => !event.shiftKey && atEdge(element, -1) && go(element, -1, Infinity),
  ArrowDown: (element, _caret, event) => !event.shiftKey && atEdge(element, 1) && go(element, 1, 0),
};

function onPaste(event, changed) {
  const element = event.target.closest?.('.p');
  const caret = element && selectionIn(element);
  if (!caret) return;
  event.preventDefault();
  const lines = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n').split('\n');
  if (lines.length === 1) {
    document.execCommand('insertText', false, lines[0]);
    return;
  }
  const text = textOf(element);
  setText(element, text.slice(0, caret.from) + lines[0]);
  let last = element;
  for (const line of lines.slice(1)) last = addAfter(last, line);
  const end = textOf(last).length;
  setText(last, textOf(last) + text.slice(caret.to));
  setCaret(last, end);
  changed();
}

function addAfter(element, text) {
  const heading = /\b(title|subtitle|h\d)\b/.test(element.className);
  const added = paragraphElement({ text }, false);
  if (!heading) added.className = element.className;
  element.after(added);
  return added;
}

/** Joins two paragraphs into the first. One with pictures in it is not given up. */
function join(first, second) {
  if (!first || !second || second.dataset.objects) return false;
  const text = textOf(first);
  setText(first, text + textOf(second));
  second.remove();
  setCaret(first, text.length);
  return 'changed';
}

function sibling(element, direction) {
  const next = element[direction];
  return next?.classList.contains('p') ? next : undefined;
}

function go(element, step, offset) {
  const all = [...element.closest('.paper').querySelectorAll('.p')];
  const next = all[all.indexOf(element) + step];
  if (!next) return false;
  setCaret(next, Math.min(offset, textOf(next).length));
  return 'moved';
}

/** Whether the caret stands in the first (-1) or last (1) line of the paragraph. */
function atEdge(element, direction) {
  const caret = getSelection().getRangeAt(0).getClientRects()[0];
  if (!caret) return true;
  const box = element.getBoundingClientRect();
  const near = caret.height * 0.9;
  return direction < 0 ? caret.top - box.top < near : box.bottom - caret.bottom < near;
}

function selectionIn(element) {
  const selection = getSelection();
  if (selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return undefined;
  const length = textOf(element).length;
  const offset = (node, at) => {
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(node, at);
    return Math.min(before.toString().length, length);
  };
  return {
    from: offset(range.startContainer, range.startOffset),
    to: offset(range.endContainer, range.endOffset),
  };
}

function setCaret(element, offset) {
  element.focus();
  const node = element.firstChild;
  getSelection().collapse(node ?? element, node ? Math.min(offset, node.data?.length ?? 0) : 0);
}
