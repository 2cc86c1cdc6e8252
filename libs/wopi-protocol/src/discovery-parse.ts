import { SaxesParser, type SaxesTagPlain } from 'saxes';
import {
  type Discovery,
  type DiscoveryAction,
  type DiscoveryApp,
  DiscoveryError,
  type DiscoveryProofKey,
} from './discovery.js';

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_ACTIONS = 20_000;
const MAX_DEPTH = 8;

/** http(s), a host without user info, and nothing that could leave an attribute or a header. */
const WEB_URL = /^https?:\/\/[^\s"'`\\/?#<>@]+(?:[/?#<][^\s"'`\\]*)?$/i;

type Attributes = Readonly<Record<string, string>>;
type OpenApp = Omit<DiscoveryApp, 'actions'> & { actions: DiscoveryAction[] };
type OpenZone = { name: string; apps: OpenApp[] };

/**
 * Reads a discovery document. Bounded: at most 2 MiB, 20,000 actions, 8 levels; no document type, no entities but the
 * five of XML. Unknown elements and attributes are skipped, and actions, icons and origins whose address is not http(s)
 * are dropped. Throws {@link DiscoveryError} for all else.
 */
export function parseDiscovery(xml: string): Discovery {
  if (xml.length > MAX_BYTES || Buffer.byteLength(xml) > MAX_BYTES) {
    throw new DiscoveryError('The discovery document is larger than 2 MiB.');
  }
  const reader = new DiscoveryReader();
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new DiscoveryError('The discovery document declares a document type, which is not allowed.');
  });
  parser.on('error', () => {
    throw new DiscoveryError('The discovery document is not well-formed XML.');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => reader.open(tag.name, tag.attributes));
  parser.on('closetag', () => reader.close());
  parser.write(xml).close();
  return reader.result();
}

/** Collects the elements that matter, each only where it belongs: zone / app / action, and the proof key. */
class DiscoveryReader {
  private readonly path: string[] = [];
  private readonly zones: OpenZone[] = [];
  private proofKey: DiscoveryProofKey | undefined;
  private actions = 0;

  open(name: string, attributes: Attributes): void {
    const parent = this.path.join('/');
    if (this.path.length === 0 && name !== 'wopi-discovery') {
      throw new DiscoveryError('The document is XML, but not a WOPI discovery.');
    }
    if (this.path.push(name) > MAX_DEPTH) {
      throw new DiscoveryError('The discovery document is nested too deeply.');
    }
    if (name === 'net-zone' && parent === 'wopi-discovery') this.openZone(attributes);
    else if (name === 'app' && parent === 'wopi-discovery/net-zone') this.openApp(attributes);
    else if (name === 'action' && parent === 'wopi-discovery/net-zone/app') this.addAction(attributes);
    else if (name === 'proof-key' && parent === 'wopi-discovery') this.setProofKey(attributes);
  }

  close(): void {
    this.path.pop();
  }

  result(): Discovery {
    return this.proofKey ? { zones: this.zones, proofKey: this.proofKey } : { zones: this.zones };
  }

  private openZone(a: Attributes): void {
    this.zones.push({ name: a['name'] ?? '', apps: [] });
  }

  private openApp(a: Attributes): void {
    this.zones.at(-1)?.apps.push({
      name: a['name'] ?? '',
      ...present('favIconUrl', webUrl(a['favIconUrl'])),
      ...present('checkLicense', flag(a['checkLicense'])),
      ...present('bootstrapperUrl', webUrl(a['bootstrapperUrl'])),
      ...present('applicationBaseUrl', webUrl(a['applicationBaseUrl'])),
      ...present('staticResourceOrigin', webUrl(a['staticResourceOrigin'])),
      actions: [],
    });
  }

  private addAction(a: Attributes): void {
    if ((this.actions += 1) > MAX_ACTIONS) {
      throw new DiscoveryError('The discovery document lists more than 20,000 actions.');
    }
    const urlsrc = webUrl(a['urlsrc']);
    if (!a['name'] || !urlsrc) return;
    this.zones
      .at(-1)
      ?.apps.at(-1)
      ?.actions.push({
        name: a['name'],
        ...present('ext', text(a['ext'])),
        ...present('progid', text(a['progid'])),
        ...present('requires', text(a['requires'])),
        urlsrc,
        ...present('targetext', text(a['targetext'])),
        ...present('newext', text(a['newext'])),
        ...present('default', flag(a['default'])),
        ...present('useParent', flag(a['useParent'])),
      });
  }

  private setProofKey(a: Attributes): void {
    if (this.proofKey)
      throw new DiscoveryError('The discovery document has more than one proof-key element.');
    this.proofKey = {
      value: a['value'] ?? '',
      modulus: a['modulus'] ?? '',
      exponent: a['exponent'] ?? '',
      oldvalue: a['oldvalue'] ?? '',
      oldmodulus: a['oldmodulus'] ?? '',
      oldexponent: a['oldexponent'] ?? '',
    };
  }
}

function present<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
}

function text(value: string | undefined): string | undefined {
  return value || undefined;
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : /^(?:true|1)$/i.test(value);
}

function webUrl(value: string | undefined): string | undefined {
  return value !== undefined && WEB_URL.test(value) ? value : undefined;
}
