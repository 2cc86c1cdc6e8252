import { inject } from 'vitest';
import { cloneTemplate, type DatabaseClone } from './postgres.js';

export type { DatabaseClone };

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test server whose user may create others. */
    adminUrl: string;
  }
}

/** A private copy of the migrated template; dropped by `drop()`. */
export const cloneDatabase = (): Promise<DatabaseClone> => cloneTemplate(inject('adminUrl'));
