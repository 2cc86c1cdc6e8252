import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import type { AuditTrail } from '../audit-trail.js';
import type { RequestContext } from '../file.js';
import { ActivityRepository } from '../persistence/activity.repository.js';
import { type Activity, ACTIVITY_STATUS, ACTIVITY_TYPES, readActivities } from './activity.js';

export interface ActivityResponses {
  readonly ActivityResponses: readonly { readonly Id: string; readonly Status: number }[];
}

/** Bytes of the body of AddActivities. */
export const ACTIVITIES_MAX_BYTES = 256 * 1024;

/** AddActivities (`rest/files/addactivities`): all that are of a known type are stored together, each once. */
@Injectable()
export class AddActivities {
  constructor(
    private readonly rows: ActivityRepository,
    private readonly audit: AuditService,
  ) {}

  /** @throws WopiError `invalid_header`, `body_too_large` */
  async run({ session, user }: RequestContext, body: string, trail: AuditTrail): Promise<ActivityResponses> {
    const activities = readActivities(body);
    const known = activities.filter(({ type }) => ACTIVITY_TYPES.has(type));
    if (known.length > 0) {
      const entry = trail.entry(200, { bytesIn: body.length, detail: { activities: known.length } });
      const { tenantId, fileId } = session;
      const added = await this.rows.add(tenantId, fileId, user.id, known, this.audit.companion(entry));
      if (added > 0) trail.markWritten();
    }
    return { ActivityResponses: activities.map(({ id, type }) => ({ Id: id, Status: statusOf(type) })) };
  }
}

const statusOf = (type: Activity['type']): number =>
  ACTIVITY_TYPES.has(type) ? ACTIVITY_STATUS.stored : ACTIVITY_STATUS.unsupportedType;
