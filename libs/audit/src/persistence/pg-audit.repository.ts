import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Companion, Db } from '#database';
import type { AuditEntry } from '../audit-entry.js';
import { AuditRepository, type StampedEntry, type TakenFromChange } from '../audit.repository.js';
import * as sql from './audit.sql.js';

@Injectable()
export class PgAuditRepository extends AuditRepository {
  constructor(private readonly db: Db) {
    super();
  }

  companion(entry: AuditEntry, process: string, taken?: TakenFromChange): Companion {
    const values = [JSON.stringify(rowOf(entry, process))];
    if (taken === undefined) return { name: 'audit', text: sql.appendWithChange, values };
    return { name: `audit-${taken}`, text: (first) => sql.appendTaking(taken, first), values };
  }

  async append(entry: AuditEntry, process: string): Promise<void> {
    await this.db.query(sql.APPEND, [JSON.stringify(rowOf(entry, process))]);
  }

  async appendAll(entries: readonly StampedEntry[], process: string): Promise<void> {
    const rows = entries.map(({ at, entry }) => [at, randomUUID(), ...Object.values(rowOf(entry, process))]);
    await this.db.copy('audit_log', { occurred_at: 'timestamptz', audit_id: 'uuid', ...sql.COLUMNS }, rows);
  }

  async ensurePartitions(monthsAhead: number): Promise<void> {
    await this.db.query(sql.ENSURE_PARTITIONS, [monthsAhead]);
  }
}

/** What the details of one row may take of a hostile sender's words. */
const MOST_ITEMS = 100;

const MOST_CHARACTERS = 1100;

/** NUL is the one character that Postgres cannot keep; header values may hold anything else. */
function text(value: string | undefined): string | undefined {
  if (value === undefined || (value.length <= MOST_CHARACTERS && !value.includes('\0'))) return value;
  return value.replaceAll('\0', '').slice(0, MOST_CHARACTERS);
}

/** As JSON that Postgres takes: no NUL, no half of a surrogate pair, nothing without end. */
function keepable(value: unknown): unknown {
  if (typeof value === 'string') return text(value.toWellFormed());
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(keepable);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, keepable(member)]));
}

/** The clock's further digits say nothing. */
const toMicroseconds = (milliseconds: number | undefined) =>
  milliseconds === undefined ? undefined : Math.round(milliseconds * 1000) / 1000;

/** In the order of the columns. */
function rowOf(entry: AuditEntry, process: string): Record<keyof typeof sql.COLUMNS, unknown> {
  return {
    tenant_id: entry.tenantId,
    process,
    operation: entry.operation,
    status: entry.status,
    file_id: text(entry.fileId),
    container_id: text(entry.containerId),
    user_id: entry.userId,
    principal_id: entry.principalId,
    session_id: entry.sessionId,
    client: entry.client,
    instance_id: entry.instanceId,
    key_id: entry.keyId,
    proof: entry.proof,
    lock_before: text(entry.lockBefore),
    lock_after: text(entry.lockAfter),
    version_before: entry.versionBefore,
    version_after: entry.versionAfter,
    correlation_id: text(entry.correlationId),
    wopi_session_id: text(entry.wopiSessionId),
    device_id: text(entry.deviceId),
    client_version: text(entry.clientVersion),
    remote_address: text(entry.remoteAddress),
    bytes_in: entry.bytesIn,
    bytes_out: entry.bytesOut,
    milliseconds: toMicroseconds(entry.milliseconds),
    upstream_milliseconds: toMicroseconds(entry.upstreamMilliseconds),
    detail: keepable(entry.detail),
  };
}
