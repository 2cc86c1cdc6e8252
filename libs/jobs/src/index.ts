export { type DoItem, ITEM_OUTCOMES, ItemRefused, type Job, JOB_STATES } from './job.js';
export { JobsModule } from './jobs.module.js';
export type { JobsOptions } from './jobs-options.js';
export { Jobs } from './jobs.service.js';
export { JOBS } from './persistence/jobs.sql.js';
