import type { DiscoveryService } from '#discovery';
import type { Outgoing } from '#outgoing';
import { fillActionUrl } from '#wopi-protocol';
import { type Check, check } from './check.js';
import { firstAction } from './first-action.js';
import { maybeFramedBy } from './frame-ancestors.js';

const TIMEOUT_MS = 10_000;

/** Whether the editor of a client lets the portal's page frame it. */
export function clientMayBeFramed(
  name: string,
  { hostUrl, portalUrl }: { readonly hostUrl: string; readonly portalUrl: string },
  discovery: DiscoveryService,
  outgoing: Outgoing,
): Promise<Check> {
  const change = `Allow ${portalUrl} as frame ancestor in the settings of ${name} (Collabora: net.frame_ancestors).`;
  return check(`client ${name} frame`, change, async () => {
    const action = firstAction(await discovery.discovery(name));
    if (action === undefined) return { seen: 'it has no action that is framed' };
    const url = fillActionUrl(action, { wopiSrc: `${hostUrl}/wopi/files/doctor` });
    const policy = { allowPrivate: true, totalTimeoutMs: TIMEOUT_MS };
    const { status, headers, body } = await outgoing.request({ method: 'GET', url, policy });
    body.destroy();
    // An editor that wants its form posted says nothing about frames to whoever asks for the page alone.
    if (status !== 200) return { seen: `not told: it answers ${status} without a session` };
    const ok = maybeFramedBy(portalUrl, new URL(url).origin, headers);
    return { ok, seen: ok ? 'the portal may frame it' : `it does not let ${portalUrl} frame it` };
  });
}
