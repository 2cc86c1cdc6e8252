import { setFlagsFromString } from 'node:v8';

// To be imported first of all: V8 puts some of its work off until it suits it, which in a proxy is when many large files are under
// way and every MiB counts.

// The parser of instances' answers is WebAssembly, compiled when undici is loaded: for good, in memory that a start has to spare, not
// once more after some hundred answers.
setFlagsFromString('--no-liftoff');
setFlagsFromString('--no-wasm-lazy-compilation');

// A collection frees the bodies that have passed itself. The thread that does it otherwise gets behind on a busy machine.
setFlagsFromString('--no-concurrent-array-buffer-sweeping');

// Node keeps the source map of every file that it compiles while maps are on. The proxy's own files are compiled before any of them runs,
// libraries as they are run: theirs, which are most, are not kept. main.ts turns maps on again.
process.setSourceMapsEnabled(false);
