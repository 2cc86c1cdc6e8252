import type { BootSetting, RunningProcess } from '#observability';

/** What one variable is, and at which processes. */
export interface SettingValue {
  readonly origin: BootSetting['origin'];
  readonly value?: string;
  readonly processes: readonly string[];
}

export interface EffectiveSetting {
  readonly name: string;
  readonly secret: boolean;
  /** One, unless processes booted with different ones. */
  readonly values: readonly SettingValue[];
}

/** Variables over all processes, in the order in which the first of them names them. */
export function effectiveSettings(processes: readonly RunningProcess[]): EffectiveSetting[] {
  const found = new Map<string, { secret: boolean; values: Map<string, SettingValue> }>();
  for (const { id, settings } of processes)
    for (const { name, secret = false, origin, value } of settings) {
      const known = found.get(name) ?? { secret, values: new Map<string, SettingValue>() };
      const key = JSON.stringify([origin, value]);
      const before = known.values.get(key)?.processes ?? [];
      known.values.set(key, { origin, ...(value !== undefined && { value }), processes: [...before, id] });
      found.set(name, known);
    }
  return [...found].map(([name, { secret, values }]) => ({ name, secret, values: [...values.values()] }));
}
