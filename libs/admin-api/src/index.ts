export { AdminApiModule } from './admin-api.module.js';
export type { AdminOptions } from './admin-options.js';
export { serveDocs } from './docs/serve-docs.js';
export { type EndpointRow, EndpointTable } from './endpoint/endpoint-table.js';
export type { Check } from './doctor/check.js';
export type { DoctorOptions } from './doctor/doctor-options.js';
