import type { Request } from 'express';
import { AuditTrail } from '#files';
import { WopiHeader, type WopiOperation } from '#wopi-protocol';
import { editorsOf } from './save-signals-of.js';
import { headerOf } from './wopi-request.js';

const SESSION_CONTEXT_MAX_LENGTH = 256;

/** What a request says of itself for the audit log, before anything is known of its right. */
export function trailOf(http: Request, operation: WopiOperation | undefined, tenantId: string): AuditTrail {
  const detail = detailOf(http);
  return new AuditTrail({
    tenantId,
    operation: operation?.name ?? 'Unknown',
    correlationId: headerOf(http, WopiHeader.CorrelationId),
    wopiSessionId: headerOf(http, WopiHeader.SessionId),
    deviceId: headerOf(http, WopiHeader.DeviceId),
    clientVersion: headerOf(http, WopiHeader.ClientVersion),
    remoteAddress: http.ip,
    ...(Object.keys(detail).length > 0 && { detail }),
  });
}

/** X-WOPI-SessionContext is what the host page put into the action URL as `sc`. */
function detailOf(http: Request): Record<string, unknown> {
  const sessionContext = headerOf(http, WopiHeader.SessionContext)?.slice(0, SESSION_CONTEXT_MAX_LENGTH);
  const editors = editorsOf(http);
  return { ...(sessionContext && { sessionContext }), ...(editors.length > 0 && { editors }) };
}
