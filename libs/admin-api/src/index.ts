export { AdminApiModule } from './admin-api.module.js';
export type { AdminOptions } from './admin-options.js';
export type { Check } from './doctor/check.js';
export type { DoctorOptions } from './doctor/doctor-options.js';
