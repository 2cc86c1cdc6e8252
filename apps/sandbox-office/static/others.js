import { ask } from './server.js';

const everyMs = Number(document.body.dataset.newsMs);

/** Asks again and again who else has a shared document open (shown by name) and whether they `wrote`. */
export async function followOthers({ resting, wrote, onTrouble }) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    if (resting()) continue;
    const { outcome, kind, trouble, changed, others } = await ask('news');
    if (outcome === 'failed' && kind === 'ended') return;
    if (resting()) continue;
    if (others) showOthers(others);
    if (trouble && trouble.kind !== 'retry') onTrouble(trouble);
    else if (changed) wrote();
  }
}

export function showOthers(names) {
  document.getElementById('others').textContent = names.length > 0 ? `Also here: ${names.join(', ')}` : '';
}
