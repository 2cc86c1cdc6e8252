import type { AuditPush } from '#audit';
import { type Check, check } from './check.js';

const MOST_LAG_SECONDS = 300;

/** Whether the collector of a SIEM takes the audit log. */
export function auditPushed(push: AuditPush): Promise<Check> {
  return check(
    'audit push',
    'See that the collector at AUDIT_PUSH_URL takes rows, and knows the token.',
    async () => {
      const { lagSeconds, attempts, lastOutcome } = await push.state();
      const waits = lagSeconds > 0 ? `the oldest row waits for ${Math.round(lagSeconds)} s` : 'no row waits';
      return {
        ok: attempts === 0 && lagSeconds <= MOST_LAG_SECONDS,
        seen: `${waits}; the last answer was ${lastOutcome ?? 'none yet'}`,
      };
    },
  );
}
