import type { DiscoveryService } from '#discovery';
import type { Outgoing } from '#outgoing';
import { type Check, check } from './check.js';
import { firstAction } from './first-action.js';

const TIMEOUT_MS = 5_000;

interface Socket {
  /** Where the path of an editor's page leaves the one that everything of the product lies below. */
  readonly pages: RegExp;
  /** Below that, the address of a document's connection. */
  readonly addressOf: (wopiSrc: string) => string;
}

/** Editors whose pages keep a connection to their own server. They let it be opened before they look at the document. */
const SOCKETS: Readonly<Record<string, Socket>> = {
  collabora: {
    pages: /\/browser\/.*$/,
    addressOf: (wopiSrc) => {
      const document = encodeURIComponent(wopiSrc);
      return `/cool/${document}/ws?WOPISrc=${document}&compat=/ws`;
    },
  },
  onlyoffice: { pages: /\/hosting\/.*$/, addressOf: () => '/doc/doctor/c/?EIO=4&transport=websocket' },
};

/** Whether what stands in front of a client lets its editor open a WebSocket; no check for clients that need none. */
export function clientWebSocket(
  name: string,
  hostUrl: string,
  discovery: DiscoveryService,
  outgoing: Outgoing,
): Promise<Check>[] {
  const socket = SOCKETS[discovery.client(name).profile];
  if (!socket) return [];
  const change =
    `Let what stands in front of ${name} pass WebSockets, for an hour of silence (nginx: proxy_http_version 1.1; ` +
    'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_read_timeout 3600s; ' +
    'Apache: mod_proxy_wstunnel), and lead to the editor.';
  const looked = check(`client ${name} websocket`, change, async () => {
    const action = firstAction(await discovery.discovery(name));
    if (action === undefined) return { seen: 'it has no action that is framed' };
    const { origin, pathname } = new URL(action);
    const below = socket.pages.test(pathname) ? pathname.replace(socket.pages, '') : '';
    const address = `${origin}${below}${socket.addressOf(`${hostUrl}/wopi/files/doctor`)}`;
    const policy = { allowPrivate: true, connectTimeoutMs: TIMEOUT_MS, headersTimeoutMs: TIMEOUT_MS };
    const { status, accepted } = await outgoing.websocket(address, policy);
    if (accepted) return { seen: 'its editor can open one' };
    return { ok: false, seen: `${address.split('?')[0]!} answers ${status} to an upgrade` };
  });
  return [looked];
}
