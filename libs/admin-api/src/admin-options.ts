import type { DoctorOptions } from './doctor/doctor-options.js';

export interface AdminOptions {
  /** Seals the answers that are kept for requests sent again. */
  readonly encryptionKey: string;
  /** The tenant whose files this installation keeps: files and sessions are its. */
  readonly tenantId: string;
  readonly doctor: DoctorOptions;
}

export const ADMIN_OPTIONS = Symbol('ADMIN_OPTIONS');
