import { calls, logAddress } from './server.js';

const rows = document.getElementById('log-rows');
const POLLS = ['GetSequenceNumber', 'GetCoauthTable'];
const sum = document.getElementById('log-sum');
let last = 0;
let reading;

document.getElementById('log-json').href = logAddress;

/** Appends the calls made since the last look. */
export function refreshLog() {
  reading ??= read().finally(() => (reading = undefined));
  return reading;
}

async function read() {
  const fresh = await calls(last);
  if (fresh.length === 0) return;
  const atEnd = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
  for (const call of fresh) {
    dropFormerPoll(call);
    rows.append(rowOf(call));
    last = call.number;
  }
  sum.textContent = `${last} call${last === 1 ? '' : 's'}, each signed with the proof keys`;
  if (atEnd) rows.scrollTop = rows.scrollHeight;
}

/** As the sandbox itself keeps only the last of polls that follow each other. */
function dropFormerPoll({ operation }) {
  if (!POLLS.includes(operation)) return;
  let row = rows.lastElementChild;
  while (row && isPoll(row) && row.dataset.operation !== operation) row = row.previousElementSibling;
  if (row && isPoll(row)) row.remove();
}

const isPoll = ({ dataset }) => POLLS.includes(dataset.operation) && dataset.status === '200';

function rowOf(call) {
  const row = element('li', '');
  row.dataset.testid = 'call-log-row';
  row.dataset.operation = call.operation;
  row.dataset.status = call.status;
  const kind = call.status === 200 ? 'ok' : call.status >= 500 || call.status === 0 ? 'bad' : 'odd';
  const details = element('details');
  const line = element('summary');
  line.append(
    element('span', 'operation', call.operation),
    element('span', `code ${kind}`, call.status || 'none'),
    element('span', 'method', call.method),
    element('span', 'figures', `${call.ms} ms`),
    element('span', 'figures', bytes(call)),
  );
  const list = element('dl');
  for (const [name, value] of facts(call)) list.append(element('dt', '', name), element('dd', '', value));
  details.append(line, list);
  row.append(details);
  return row;
}

function facts(call) {
  return [
    ['Address', call.target],
    ['X-WOPI-Override', call.override],
    ['X-WOPI-Lock sent', call.lock],
    ['X-WOPI-Lock answered', call.answeredLock === '' ? '(empty: not locked)' : call.answeredLock],
    ['X-WOPI-ItemVersion', call.itemVersion],
    ['Reason', call.reason],
    ['X-WOPI-CorrelationId', call.correlationId],
    ['Time', call.at],
  ].filter(([, value]) => value !== undefined);
}

function bytes({ sent, received }) {
  if (sent) return `↑ ${size(sent)}`;
  return received ? `↓ ${size(received)}` : '–';
}

function size(count) {
  if (count < 1024) return `${count} B`;
  return count < 1024 * 1024 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 1024 / 1024).toFixed(1)} MiB`;
}

function element(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
