export type { Lock, LockChange, LockKey } from './lock.js';
export { LocksModule } from './locks.module.js';
export { LocksService } from './locks.service.js';
