export const BOOT_SETTINGS = Symbol('BOOT_SETTINGS');

/** A variable as a process booted with it. */
export interface BootSetting {
  readonly name: string;
  readonly origin: 'set' | 'default';
  /** Absent for a secret, and where nothing holds. */
  readonly value?: string;
  readonly secret?: true;
}

/** A process that reported within the last minute. */
export interface RunningProcess {
  /** As the label `instance` of its metrics. */
  readonly id: string;
  readonly process: string;
  readonly startedAt: Date;
  readonly settings: readonly BootSetting[];
}
