import { ask } from './server.js';

const byId = (id) => document.getElementById(id);
const dialog = byId('ask');

/**
 * Save as, rename and share, each for documents whose host allows it. `draft()` answers what is on the screen, `renamed` is
 * told the new name, `done` is called after each call.
 */
export function fileMenu(info, { draft, renamed, done }) {
  const { saveAs, rename, shareTypes } = info.may;
  offer('save-as', saveAs, () =>
    askForName('Save a copy as', info.name, async (name) => {
      const result = await ask('save-as', { draft: draft(), name });
      done();
      return result.outcome === 'saved-as'
        ? link(`Saved as ${result.name}.`, result.editUrl, 'Open it')
        : result.sentence;
    }),
  );
  offer('rename', rename, () =>
    askForName('Rename to', info.name.replace(/\.[^.]+$/, ''), async (name) => {
      const result = await ask('rename', { name });
      done();
      if (result.outcome !== 'renamed') return result.sentence;
      info.name = result.name;
      renamed(result.name);
      return undefined;
    }),
  );
  offer('share', shareTypes.length > 0, () => share(shareTypes, done));
}

function offer(id, allowed, act) {
  byId(id).hidden = !allowed;
  byId(id).addEventListener('click', act);
}

function askForName(title, value, act) {
  open(title, [input(value)], async () => act(dialog.querySelector('input').value.trim()));
  dialog.querySelector('input').select();
}

function share(types, done) {
  const choice = document.createElement('select');
  choice.dataset.testid = 'share-type';
  const names = { ReadOnly: 'Whoever has the link may read', ReadWrite: 'Whoever has the link may edit' };
  for (const type of types) choice.append(new Option(names[type] ?? type, type));
  open('Make a link', [choice], async () => {
    const result = await ask('share', { urlType: choice.value });
    done();
    return result.outcome === 'shared' ? link('', result.shareUrl, result.shareUrl) : result.sentence;
  });
}

/** Shows the dialog; `act` answers a sentence or an element to show, or nothing when all is done. */
function open(title, fields, act) {
  byId('ask-title').textContent = title;
  byId('ask-fields').replaceChildren(...fields);
  byId('ask-answer').replaceChildren();
  byId('ask-ok').hidden = false;
  byId('ask-ok').disabled = false;
  dialog.onsubmit = async (event) => {
    if (event.submitter?.value === 'cancel') return;
    event.preventDefault();
    byId('ask-ok').disabled = true;
    const answer = await act();
    byId('ask-ok').disabled = false;
    if (answer === undefined) return dialog.close();
    byId('ask-answer').replaceChildren(answer);
    byId('ask-ok').hidden = typeof answer !== 'string';
  };
  dialog.showModal();
}

function input(value) {
  const field = document.createElement('input');
  field.dataset.testid = 'ask-name';
  field.required = true;
  field.maxLength = 200;
  field.value = value;
  return field;
}

function link(sentence, href, text) {
  const line = document.createElement('p');
  line.append(sentence, ' ');
  if (!href) return line;
  const anchor = document.createElement('a');
  Object.assign(anchor, { href, textContent: text, target: '_blank', rel: 'noreferrer' });
  anchor.dataset.testid = 'ask-link';
  line.append(anchor);
  return line;
}
