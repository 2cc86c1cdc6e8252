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
export type DeliveryState = 'waiting' | 'delivered' | 'given-up';

/** One event on its way to one webhook. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly fileId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Of a delivery that waits. */
  readonly nextAttemptAt: Date | null;
  readonly finishedAt: Date | null;
  /** The status that the address answered last, or why none came. */
  readonly lastOutcome: string | null;
  /** Where a list goes on after this one. */
  readonly place: string;
}
