import type { Socket } from 'node:net';

/** undici's own, on each of its sockets. */
interface AnswerParser {
  paused: boolean;
  resume(): void;
}

/**
 * Has a server go away while its answer is held back. undici 7 takes that for an error of its own, and throws where nobody can catch it,
 * which would end the process; this was changed in undici 8, which wants Node 22. To be called before undici listens to the socket, so
 * that its parser never waits when it does.
 */
export function letEndWhileHeld(socket: Socket): void {
  // All that was sent has been handed on by then: the parser has only to see whether it is whole.
  socket.once('end', () => parserOf(socket)?.resume());
  // Whatever is left of the answer is lost, and undici breaks the exchange off.
  for (const event of ['end', 'error', 'close']) {
    socket.once(event, () => {
      const parser = parserOf(socket);
      if (parser) parser.paused = false;
    });
  }
}

function parserOf(socket: Socket): AnswerParser | null | undefined {
  const key = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'parser');
  return key && (socket as unknown as Record<symbol, AnswerParser | null>)[key];
}
