// SpookyHash V2, 128 bit, seeds 0: Bob Jenkins' public-domain algorithm, in AssemblyScript. `npm run wasm` compiles it.
// The caller copies bytes to INPUT, and keeps the words at STATE for itself while it hashes something else.

const WORDS: i32 = 12;
const BLOCK: i32 = 96;

export const STATE = memory.data(96);
export const INPUT = memory.data(49152);

const FILLER: u64 = 0xdeadbeefdeadbeef;

const LONG_MIX = memory.data<u8>([11, 32, 43, 31, 17, 28, 39, 57, 55, 54, 22, 46]);
const LONG_END = memory.data<u8>([44, 15, 34, 21, 38, 33, 10, 13, 38, 53, 42, 54]);
const SHORT_MIX = memory.data<u8>([50, 52, 30, 41, 54, 48, 38, 37, 62, 34, 5, 36]);
const SHORT_END = memory.data<u8>([15, 52, 26, 51, 28, 9, 47, 54, 32, 25, 63]);

function word(index: i32): u64 {
  return load<u64>(STATE + ((<usize>index) << 3));
}
function set(index: i32, value: u64): void {
  store<u64>(STATE + ((<usize>index) << 3), value);
}
function bits(table: usize, index: i32): u64 {
  return load<u8>(table + <usize>index);
}
function wrap(index: i32): i32 {
  return index < WORDS ? index : index - WORDS;
}
function input(offset: i32): u64 {
  return load<u64>(INPUT + <usize>offset);
}

/** The state of a message of 192 bytes or more before its first block. */
export function begin(): void {
  for (let i = 0; i < WORDS; i++) set(i, i % 3 == 2 ? FILLER : 0);
}

/** Takes whole blocks of the input into the state. */
export function mix(blocks: i32): void {
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < WORDS; i++) {
      const before = wrap(i + 11);
      const mixed = word(i) + input(block * BLOCK + (i << 3));
      set(wrap(i + 2), word(wrap(i + 2)) ^ word(wrap(i + 10)));
      const changed = word(before) ^ mixed;
      set(i, rotl<u64>(mixed, bits(LONG_MIX, i)));
      set(before, changed + word(wrap(i + 1)));
    }
  }
}

/** Takes the last `length` bytes, less than a block, and leaves the hash in the first two words. */
export function end(length: i32): void {
  memory.fill(INPUT + <usize>length, 0, <usize>(BLOCK - length));
  store<u8>(INPUT + BLOCK - 1, <u8>length);
  for (let i = 0; i < WORDS; i++) set(i, word(i) + input(i << 3));
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < WORDS; i++) {
      const before = wrap(i + 11);
      const after = wrap(i + 1);
      set(before, word(before) + word(after));
      set(wrap(i + 2), word(wrap(i + 2)) ^ word(before));
      set(after, rotl<u64>(word(after), bits(LONG_END, i)));
    }
  }
}

/** Hashes a whole message of less than 192 bytes into the first two words. */
export function short(length: i32): void {
  set(0, 0);
  set(1, 0);
  set(2, FILLER);
  set(3, FILLER);
  let offset = 0;
  for (; length - offset >= 32; offset += 32) {
    add(2, input(offset));
    add(3, input(offset + 8));
    shortMix();
    add(0, input(offset + 16));
    add(1, input(offset + 24));
  }
  if (length - offset >= 16) {
    add(2, input(offset));
    add(3, input(offset + 8));
    shortMix();
    offset += 16;
  }
  add(3, (<u64>length) << 56);
  const rest = length - offset;
  memory.fill(INPUT + <usize>length, 0, <usize>(16 - rest));
  add(2, rest > 0 ? input(offset) : FILLER);
  add(3, rest > 0 ? input(offset + 8) : FILLER);
  for (let i = 0; i < 11; i++) {
    const x = (i + 3) & 3;
    const y = (i + 2) & 3;
    set(x, word(x) ^ word(y));
    set(y, rotl<u64>(word(y), bits(SHORT_END, i)));
    set(x, word(x) + word(y));
  }
}

function shortMix(): void {
  for (let i = 0; i < 12; i++) {
    const x = (i + 2) & 3;
    set(x, rotl<u64>(word(x), bits(SHORT_MIX, i)) + word((i + 3) & 3));
    set(i & 3, word(i & 3) ^ word(x));
  }
}

function add(index: i32, value: u64): void {
  set(index, word(index) + value);
}
