import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BorrowedBody } from './borrowed-body.js';

const PIECE = Buffer.alloc(1024);

/** A source with pieces without end that counts how many it was asked for; it keeps one itself at most. */
function endless(): { source: Readable; made: () => number } {
  let made = 0;
  const source = new Readable({
    highWaterMark: 1,
    read() {
      made += 1;
      setImmediate(() => this.push(PIECE));
    },
  });
  return { source, made: () => made };
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await nextTurn();
}

function taken(body: BorrowedBody): { pieces: number; events: string[] } {
  const seen = { pieces: 0, events: [] as string[] };
  body.on('data', () => seen.pieces++);
  for (const event of ['end', 'close']) body.on(event, () => seen.events.push(event));
  body.on('error', (error: Error) => seen.events.push(error.message));
  return seen;
}

describe('BorrowedBody', () => {
  it('gives nothing before it is asked, nothing while it pauses, and goes on', async () => {
    const { source, made } = endless();
    const body = new BorrowedBody(source);
    const seen = taken(body);
    await turns(5);
    expect(seen.pieces).toBe(0);
    for (let round = 0; round < 3; round++) {
      body.resume();
      const before = seen.pieces;
      await turns(10);
      expect(seen.pieces).toBeGreaterThan(before);
      body.pause();
      await turns(1);
      const paused = seen.pieces;
      await turns(10);
      expect(seen.pieces).toBe(paused);
      expect(made() - paused, 'pieces that the source still has').toBeLessThanOrEqual(2);
    }
    body.destroy();
  });

  it('does not hold its source up for a pause that is over within the tick', async () => {
    const { source } = endless();
    const body = new BorrowedBody(source);
    const seen = taken(body);
    body.resume();
    let pauses = 0;
    source.on('pause', () => pauses++);
    body.on('data', () => {
      process.nextTick(() => body.resume());
      body.pause();
    });
    await turns(20);
    expect(seen.pieces).toBeGreaterThan(5);
    expect(pauses).toBe(0);
    body.destroy();
  });

  it('stops a source that has all its pieces at hand', async () => {
    let made = 0;
    const source = new Readable({
      read() {
        made += 1;
        this.push(made < 1000 ? PIECE : null);
      },
    });
    const body = new BorrowedBody(source);
    const seen = taken(body);
    body.on('data', () => body.pause());
    body.resume();
    await turns(5);
    expect(seen.pieces).toBeLessThanOrEqual(2);
    expect(made).toBeLessThan(100);
    body.destroy();
  });

  it('waits for its pace and for its reader, whichever comes last', async () => {
    const { source } = endless();
    const waiting: (() => void)[] = [];
    const body = new BorrowedBody(source, { maxBytes: Infinity, pace: (_, go) => waiting.push(go) === 0 });
    const seen = taken(body);
    body.resume();
    for (let piece = 1; piece <= 4; piece++) {
      await turns(10);
      expect(seen.pieces).toBe(piece);
      const steps = [() => (body.pause(), body.resume()), () => waiting.pop()!()];
      for (const step of piece % 2 === 0 ? steps : steps.toReversed()) step();
    }
    body.destroy();
  });

  it('ends as its source does, also one that had ended before', async () => {
    for (const early of [false, true]) {
      const source = Readable.from([PIECE, PIECE]);
      if (early) await source.toArray();
      const body = new BorrowedBody(source);
      const seen = taken(body);
      body.resume();
      await turns(5);
      expect(seen).toEqual({ pieces: early ? 0 : 2, events: ['end'] });
    }
  });

  it('tells whoever asks late of the end of a source that had nothing to give', async () => {
    const source = new Readable({ read: () => undefined });
    const body = new BorrowedBody(source);
    source.push(null);
    source.resume();
    await turns(3);
    const seen = taken(body);
    body.resume();
    await turns(3);
    expect(seen.events).toEqual(['end']);
  });

  it('is destroyed alone: the source is read to its end and stays whole', async () => {
    const source = Readable.from(Array.from({ length: 20 }, () => PIECE));
    const body = new BorrowedBody(source);
    const seen = taken(body);
    body.resume();
    body.once('data', () => body.destroy(new Error('no more')));
    await turns(30);
    expect(seen).toEqual({ pieces: 1, events: ['no more', 'close'] });
    expect([source.readableEnded, source.errored]).toEqual([true, null]);
  });

  it('gives the memory of a request back once its pieces have left, and of no other source', async () => {
    for (const source of [new IncomingMessage(new Socket()), new Readable({ read: () => undefined })]) {
      const body = new BorrowedBody(source);
      const sent: Buffer[] = [];
      body.on('data', (piece: Buffer) => {
        sent.push(piece);
        body.pause();
      });
      const sizes = () => sent.map(({ length }) => length);
      body.resume();
      for (const size of [5000, 6000]) source.push(Buffer.alloc(size));
      await turns(3);
      expect(sizes()).toEqual([5000, 6000]);
      source.push(Buffer.alloc(7000));
      body.resume();
      await turns(3);
      expect(sizes()).toEqual(source instanceof IncomingMessage ? [0, 0, 7000] : [5000, 6000, 7000]);
      body.destroy();
    }
  });

  it('keeps hold of no piece that was taken at once', async () => {
    const source = new IncomingMessage(new Socket());
    const body = new BorrowedBody(source);
    const sent: Buffer[] = [];
    body.on('data', (piece: Buffer) => sent.push(piece));
    body.resume();
    source.push(Buffer.alloc(5000));
    await turns(3);
    body.resume();
    expect(sent.map(({ length }) => length)).toEqual([5000]);
    body.destroy();
  });

  it('breaks off when its source does, and when it turns out to be too long', async () => {
    const broken = new Readable({ read: () => undefined });
    const seen = taken(new BorrowedBody(broken));
    broken.destroy(new Error('gone'));
    await turns(3);
    expect(seen.events).toEqual(['The sender of the request broke off.', 'close']);
    const body = new BorrowedBody(Readable.from([PIECE, PIECE]), { maxBytes: 1500, pace: undefined });
    const long = taken(body);
    body.resume();
    await turns(3);
    expect(long).toEqual({ pieces: 1, events: ["The request's body is too large.", 'close'] });
  });
});
