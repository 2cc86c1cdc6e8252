import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Transfer = (this: ArrayBufferLike, newLength: number) => unknown;

/** What takes less than a page is left to collections. */
const SMALLEST_BYTES = 4 * 1024;

const transfer = standardTransfer();

/**
 * Gives back the memory of a piece of a body that has left; it is empty then, so nobody else may hold it. A piece that is only a part of
 * its memory is left to collections.
 */
export function forget(piece: Buffer): void {
  if (piece.length >= SMALLEST_BYTES && piece.length === piece.buffer.byteLength)
    transfer.call(piece.buffer, 0);
}

/** ArrayBuffer.prototype.transfer, which Node 20 has, but shows only to contexts that are made after it was told to. */
function standardTransfer(): Transfer {
  const { transfer } = ArrayBuffer.prototype as { transfer?: Transfer };
  if (transfer) return transfer;
  setFlagsFromString('--harmony-rab-gsab-transfer');
  return runInNewContext('ArrayBuffer.prototype.transfer') as Transfer;
}
