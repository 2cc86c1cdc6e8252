import { refreshLog } from './call-log.js';
import { fileMenu } from './file-menu.js';
import { tellHost } from './host.js';
import { followOthers, showOthers } from './others.js';
import { openPane } from './panes.js';
import { ask, copyOf, leave } from './server.js';

const DRAFT_AFTER_MS = 1_000;
const MAX_BACK_OFF_MS = 60_000;

const byId = (id) => document.getElementById(id);
const settings = document.body.dataset;
let autosaveMs = Number(settings.autosaveMs);

let pane;
let info;
let editable = false;
/** Counts key strokes; the document is saved when the saved count has caught up. */
let revision = 0;
let savedRevision = 0;
let saving;
/** After a conflict, the end of the session or a refusal nothing is saved by itself any more. */
let held = false;
let over = false;
let failures = 0;
let autosaveTimer;
let draftTimer;
let heartbeatTimer;

const dirty = () => editable && revision !== savedRevision;

function showStatus(state, text) {
  byId('status').dataset.state = state;
  byId('status').textContent = text;
}

function showState() {
  if (!editable) showStatus('read-only', 'Read-only');
  else if (saving) showStatus('saving', 'Saving…');
  else if (dirty()) showStatus(held || failures ? 'trouble' : 'unsaved', 'Unsaved');
  else showStatus('saved', 'Saved');
  byId('save').disabled = !editable || over || Boolean(saving) || (!dirty() && !held);
}

function showBanner(tone, sentence, { lock, download = false, discard = false } = {}) {
  byId('banner').hidden = false;
  byId('banner').dataset.tone = tone;
  byId('banner-text').textContent = sentence;
  byId('banner-lock').hidden = !lock;
  byId('banner-lock').textContent = lock ? `Lock held now: ${lock}` : '';
  byId('download').hidden = !download;
  byId('discard').hidden = !discard;
}

const hideBanner = () => (byId('banner').hidden = true);

async function open() {
  showStatus('busy', 'Opening…');
  const result = await ask('open');
  void refreshLog();
  if (result.outcome !== 'opened') return showFailure(result);
  info = result.info;
  editable = !result.readOnly;
  showName(info.name);
  document.body.dataset.app = result.content.kind;
  byId('logo').src = `/static/${{ docx: 'word', xlsx: 'excel' }[result.content.kind] ?? 'text'}.svg`;
  byId('folder').textContent = info.folderName ?? '';
  byId('user').textContent = initials(info.userName);
  byId('user').title = info.userName;
  byId('save').hidden = !editable;
  pane = openPane(byId('desk'), result.content, !editable, onInput);
  fileMenu(info, {
    draft: () => (editable ? pane.draft() : undefined),
    renamed: showName,
    done: () => void refreshLog(),
  });
  if (result.shared) writeTogether();
  if (!editable) showBanner('calm', result.readOnly, { lock: result.otherLock });
  showState();
  heartbeatTimer = setInterval(() => void heartbeat(), Number(settings.heartbeatMs));
  tellHost(info.hostOrigin, 'App_LoadingStatus', {
    DocumentLoadedTime: Date.now(),
    Status: 'Document_Loaded',
  });
}

function writeTogether() {
  autosaveMs = Number(settings.sharedAutosaveMs);
  void followOthers({ resting: () => over || held || saving, wrote: () => failures || save(), onTrouble });
}

function showName(name) {
  document.title = name;
  byId('doc-name').textContent = name;
}

function showFailure({ kind, sentence }) {
  showStatus('trouble', 'Not opened');
  byId('doc-name').textContent = 'Sandbox Office';
  const note = document.createElement('div');
  note.className = 'note';
  const text = document.createElement('p');
  text.dataset.testid = 'message';
  text.textContent = sentence;
  note.append(text);
  if (kind === 'retry') {
    const again = document.createElement('button');
    again.textContent = 'Try again';
    again.addEventListener('click', () => void open());
    note.append(again);
  }
  byId('desk').replaceChildren(note);
}

function onInput() {
  revision += 1;
  clearTimeout(draftTimer);
  draftTimer = setTimeout(handOverDraft, DRAFT_AFTER_MS);
  if (!held && failures === 0) {
    clearTimeout(autosaveTimer);
    autosaveTimer = setTimeout(save, autosaveMs);
  }
  showState();
}

/** The server keeps what is on the screen, so that it can save it when this page goes away. */
function handOverDraft() {
  clearTimeout(draftTimer);
  if (dirty() && !over) void ask('draft', { draft: pane.draft() });
}

function save() {
  clearTimeout(autosaveTimer);
  if (!editable || over) return;
  saving ??= saveNow().finally(() => {
    saving = undefined;
    showState();
    void refreshLog();
  });
  showState();
}

async function saveNow() {
  clearTimeout(draftTimer);
  const at = revision;
  const draft = pane.draft();
  const result = await ask('save', { draft });
  if (result.outcome === 'saved') {
    if (result.text !== undefined) pane.take(draft.text, result);
    savedRevision = at;
    failures = 0;
    held = false;
    hideBanner();
    if (revision !== at) autosaveTimer = setTimeout(save, autosaveMs);
  } else {
    onTrouble(result);
  }
}

function onTrouble({ kind, sentence, otherLock }) {
  const kept = `${sentence} Your text is still on this page.`;
  if (kind === 'retry') {
    failures += 1;
    const wait = Math.min(1_000 * 2 ** failures, MAX_BACK_OFF_MS);
    clearTimeout(autosaveTimer);
    autosaveTimer = setTimeout(save, wait);
    showBanner('warm', `${kept} Trying again in ${wait / 1000} seconds.`, { download: true });
    return;
  }
  held = true;
  clearTimeout(autosaveTimer);
  if (kind === 'ended') {
    over = true;
    clearInterval(heartbeatTimer);
  }
  showBanner('hot', editable ? kept : sentence, { lock: otherLock, download: editable });
}

async function heartbeat() {
  const { outcome, kind, sentence, trouble } = await ask('heartbeat');
  void refreshLog();
  if (over) return;
  if (outcome === 'failed' && kind === 'ended') onTrouble({ kind, sentence });
  else if (trouble && trouble.kind !== 'retry' && !held) onTrouble(trouble);
  showState();
}

async function close(discard = false) {
  clearTimeout(autosaveTimer);
  byId('close').disabled = true;
  const draft = dirty() && !discard ? pane.draft() : undefined;
  if (!over || !dirty() || discard) {
    const result = await ask('close', { draft, discard });
    if (result.outcome === 'closed' || result.kind === 'ended' || discard) return onClosed();
    onTrouble(result);
  }
  clearTimeout(autosaveTimer);
  held = true;
  showBanner('hot', byId('banner-text').textContent, {
    lock: byId('banner-lock').textContent.replace('Lock held now: ', ''),
    download: true,
    discard: true,
  });
  byId('close').disabled = false;
  showState();
}

function onClosed() {
  over = true;
  showOthers([]);
  editable = false;
  clearInterval(heartbeatTimer);
  clearTimeout(draftTimer);
  hideBanner();
  byId('save').hidden = true;
  for (const id of ['close', 'rename', 'save-as', 'share']) byId(id).hidden = true;
  showStatus('closed', 'Closed');
  const note = document.createElement('div');
  note.className = 'note';
  note.dataset.testid = 'closed';
  note.append('This document is closed and unlocked.');
  if (info?.closeUrl) {
    const link = document.createElement('a');
    link.href = info.closeUrl;
    link.target = '_top';
    link.textContent = 'Back to the files';
    note.append(document.createElement('br'), link);
  }
  byId('desk').replaceChildren(note);
  tellHost(info?.hostOrigin, 'UI_Close');
}

/** The document with what is on the screen; as plain text when the sandbox has forgotten the rest of it. */
async function downloadCopy() {
  const whole = await copyOf(pane.draft());
  const blob = whole ?? new Blob([pane.text()], { type: 'text/plain' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = whole || info.extension !== 'docx' ? info.name : `${info.name}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

byId('save').addEventListener('click', save);
byId('close').addEventListener('click', () => void close());
byId('discard').addEventListener('click', () => void close(true));
byId('download').addEventListener('click', () => void downloadCopy());
byId('toggle-log').addEventListener('click', () => {
  const hidden = byId('log-panel').toggleAttribute('hidden');
  byId('toggle-log').setAttribute('aria-expanded', String(!hidden));
});
addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
    event.preventDefault();
    save();
  }
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') handOverDraft();
});
addEventListener('pagehide', () => {
  if (!over) leave(dirty() ? pane.draft() : undefined);
});

void open();
