/** Work that a process does by the way. */
export { BackgroundWork, type Rhythm } from './background-work.js';
