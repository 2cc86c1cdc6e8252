/** What applications hear of: each is a row of the audit log. */
export const EVENT_TYPES = ['opened', 'saved', 'closed', 'locked', 'renamed', 'recovered'] as const;

/** One of them. */
export type EventType = (typeof EVENT_TYPES)[number];
