import { expect, it } from 'vitest';
import { type Outgoing, ResponseHeaders } from '#outgoing';
import { clientClock } from './client-clock.js';

/** What is seen of a client whose `Date` is so many seconds ahead; without one where that is undefined. */
function seen(ahead: number | undefined) {
  const date = ahead === undefined ? [] : ['Date', new Date(Date.now() + ahead * 1000).toUTCString()];
  const fetchText = async () => ({ status: 200, text: '', headers: new ResponseHeaders(date) });
  return clientClock('office', 'https://office.example.com/hosting/discovery', {
    fetchText,
  } as unknown as Outgoing);
}

it('tells clients whose clocks are more than a minute off', async () => {
  for (const ahead of [0, 50, -50]) expect(await seen(ahead)).toMatchObject({ ok: true });
  for (const ahead of [90, -90, 3600]) expect(await seen(ahead)).toMatchObject({ ok: false });
  expect((await seen(3600)).change).toContain('NTP');
  expect(await seen(undefined)).toMatchObject({ ok: true, seen: 'it does not tell the time' });
});
