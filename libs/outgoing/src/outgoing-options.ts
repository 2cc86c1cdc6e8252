import type { Resolve } from './checked-connector.js';

export const OUTGOING_OPTIONS = Symbol('OUTGOING_OPTIONS');

export interface OutgoingOptions {
  /** Sent where a request names none of its own. */
  readonly userAgent: string;
  /** Certificate authorities (PEM) that are trusted besides the usual ones; for the whole process, never for one tenant. */
  readonly extraCertificates?: readonly string[];
  /** Connections at most to one origin under one policy; 64 unless told. */
  readonly connectionsPerOrigin?: number;
  /** How long a connection takes new requests; a minute unless told. */
  readonly connectionLifeMs?: number;
  /** Stands in for the system's name resolution. */
  readonly resolve?: Resolve;
}
