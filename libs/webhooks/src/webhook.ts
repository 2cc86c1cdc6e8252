import type { EventType } from './event-type.js';

/** An application's address, and what it hears there. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventType[];
  /** Whether the address may lie in a private network. */
  readonly privateNetwork: boolean;
  /** An inactive one misses what happens meanwhile; what waits for it goes on when it is active again. */
  readonly active: boolean;
  readonly createdAt: Date;
  /** Until when events are signed with the secret before, too; null where there is none. */
  readonly oldSecretUntil: Date | null;
}

/** `given-up`: a day went by without success. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'given-up'] as const;
