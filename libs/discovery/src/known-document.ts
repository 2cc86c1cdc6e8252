import {
  chooseAction,
  type Discovery,
  DiscoveryError,
  parseDiscovery,
  type ProofKeySet,
  proofKeySet,
} from '#wopi-protocol';
import type { FoundAction, WopiClient, WopiProfile } from './wopi-client.js';

/** Extensions come from file names, so not every one that was asked for is remembered. */
const MOST_REMEMBERED = 1_000;

/** Families that sign every call, so that a document without keys cannot be right. */
const SIGNING: ReadonlySet<WopiProfile> = new Set([
  'microsoft365',
  'microsoft365-plus',
  'office-online-server',
]);

/** A document in use, read once: its keys are built and its actions found only once. */
export class KnownDocument {
  readonly discovery: Discovery;
  readonly keys: ProofKeySet | undefined;
  readonly #actions = new Map<string, FoundAction | undefined>();

  /** @throws DiscoveryError when the document cannot be used */
  constructor(
    private readonly client: WopiClient,
    xml: string,
    readonly revision: string | undefined,
  ) {
    this.discovery = parseDiscovery(xml);
    const { proofKey } = this.discovery;
    if (!this.opensFiles && !proofKey) {
      throw new DiscoveryError(
        'The discovery document has neither an action with a usable address nor proof keys.',
      );
    }
    if (!proofKey && SIGNING.has(client.profile)) {
      throw new DiscoveryError('The discovery document has no proof keys.');
    }
    this.keys = proofKey && proofKeySet(proofKey);
  }

  /** Whether it lists any action; a client that only calls, such as a test tool, needs none. */
  get opensFiles(): boolean {
    return this.discovery.zones.some(({ apps }) => apps.some(({ actions }) => actions.length > 0));
  }

  get zones(): readonly string[] {
    return this.discovery.zones.map(({ name }) => name);
  }

  get apps(): number {
    return this.discovery.zones.reduce((sum, { apps }) => sum + apps.length, 0);
  }

  /** Whether both sets of keys are the same. */
  hasKeysOf(other: KnownDocument): boolean {
    return sameKey(this.keys?.current, other.keys?.current) && sameKey(this.keys?.old, other.keys?.old);
  }

  action(ext: string, action: string, requires?: ReadonlySet<string>): FoundAction | undefined {
    const key = JSON.stringify([ext, action, requires && [...requires]]);
    if (this.#actions.has(key)) return this.#actions.get(key);
    const chosen = chooseAction(this.discovery, { ext, action, ...(requires && { requires }) });
    const found = chosen && {
      client: this.client,
      urlsrc: chosen.action.urlsrc,
      ...(chosen.app.favIconUrl && { favIconUrl: chosen.app.favIconUrl }),
      appName: chosen.app.name,
    };
    if (this.#actions.size >= MOST_REMEMBERED) this.#actions.clear();
    this.#actions.set(key, found);
    return found;
  }
}

function sameKey(one: ProofKeySet['old'], other: ProofKeySet['old']): boolean {
  return one === other || (one !== undefined && other !== undefined && one.equals(other));
}
