export { callerAddress } from './caller-address.js';
export { drainRest } from './drain-rest.js';
export { JsonLogger } from './json-logger.js';
export { networkOf } from './network-of.js';
export { Problem, ProblemFilter } from './problem.filter.js';
export { runProcess } from './run-process.js';
export { type RunningServer, serve, type ServeOptions } from './serve.js';
