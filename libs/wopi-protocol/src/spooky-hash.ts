import { SPOOKY_HASH_WASM } from './spooky-hash.wasm.js';

/** What of WebAssembly is used here: the types of Node do not describe it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly STATE: { readonly value: number };
  readonly INPUT: { readonly value: number };
  begin(): void;
  mix(blocks: number): void;
  end(length: number): void;
  short(length: number): void;
}

const BLOCK = 96;
/** Messages below this take another way through the algorithm. */
const SHORT = 2 * BLOCK;
const INPUT_BYTES = 512 * BLOCK;
const HASH_BYTES = 16;

const module = new WebAssembly.Module(Buffer.from(SPOOKY_HASH_WASM, 'base64'));
const wasm = new WebAssembly.Instance(module).exports as Exports;
const memory = new Uint8Array(wasm.memory.buffer);
const state = memory.subarray(wasm.STATE.value, wasm.STATE.value + BLOCK);
const input = memory.subarray(wasm.INPUT.value, wasm.INPUT.value + INPUT_BYTES);

/**
 * SpookyHash V2 with 128 bits and seeds of 0, the id of a chunk (page plus/file-transfer/chunk-streams), of bytes that come
 * in pieces. Tells contents apart, but does not withstand somebody who looks for two with one hash.
 */
export class SpookyHash {
  /** Of this message, while another may be under way in the one memory. */
  readonly #state = new Uint8Array(BLOCK);
  /** Bytes that do not fill a block yet, or all of them while the message may still be short. */
  readonly #rest = Buffer.alloc(SHORT);
  #restLength = 0;
  #long = false;

  update(bytes: Uint8Array): this {
    if (!this.#long && this.#restLength + bytes.length < SHORT) {
      this.keep(bytes);
      return this;
    }
    if (this.#long) state.set(this.#state);
    else wasm.begin();
    this.#long = true;
    this.mix(bytes);
    this.#state.set(state);
    return this;
  }

  /** The 16 bytes; the hash takes nothing more afterwards. */
  digest(): Buffer {
    input.set(this.#rest.subarray(0, this.#restLength));
    if (this.#long) {
      state.set(this.#state);
      wasm.end(this.#restLength);
    } else wasm.short(this.#restLength);
    return Buffer.from(state.subarray(0, HASH_BYTES));
  }

  private mix(bytes: Uint8Array): void {
    let held = this.#restLength;
    input.set(this.#rest.subarray(0, held));
    for (let taken = 0; ; held = 0) {
      const fits = Math.min(bytes.length - taken, INPUT_BYTES - held);
      input.set(bytes.subarray(taken, taken + fits), held);
      taken += fits;
      const blocks = Math.floor((held + fits) / BLOCK);
      wasm.mix(blocks);
      if (taken < bytes.length) continue;
      this.#restLength = 0;
      return this.keep(input.subarray(blocks * BLOCK, held + fits));
    }
  }

  private keep(bytes: Uint8Array): void {
    this.#rest.set(bytes, this.#restLength);
    this.#restLength += bytes.length;
  }
}

/** The hash of bytes that are all there. */
export const spookyHash = (bytes: Uint8Array): Buffer => new SpookyHash().update(bytes).digest();
