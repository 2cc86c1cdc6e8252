import { X509Certificate } from 'node:crypto';
import { normaliseFilesUrl } from './files-url.js';
import type { InstanceChange, InstanceSettings } from './instance.js';
import { TenantError } from './tenant-error.js';
import type { NewInstance } from './tenants.repository.js';

const MOST_ORIGINS = 50;
const MOST_PEM_CHARACTERS = 64 * 1024;
const VERSION = /^[\w.+ -]{1,50}$/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** What is registered: every setting with its default. @throws TenantError invalid_files_url, invalid_settings */
export function completeInstance(settings: InstanceSettings): NewInstance {
  const { mode = 'transparent', privateNetwork = false, plainFileId = false, dialect } = settings;
  const { product = null, productVersion = null, browserOrigins = [], pinnedCa = null } = settings;
  const { redirector = false, proxiedFileUrl = false } = settings;
  const filesUrl = normaliseFilesUrl(settings.filesUrl, { privateNetwork });
  const checked = validInstanceChange({ productVersion, browserOrigins, pinnedCa });
  return {
    filesUrl,
    mode,
    privateNetwork,
    plainFileId,
    product,
    productVersion,
    browserOrigins: checked.browserOrigins ?? [],
    pinnedCa,
    redirector,
    proxiedFileUrl,
    ...(dialect && { dialect }),
  };
}

/** The change with every origin in its one spelling. @throws TenantError invalid_settings */
export function validInstanceChange(change: InstanceChange): InstanceChange {
  const { browserOrigins, pinnedCa, productVersion } = change;
  if (typeof productVersion === 'string' && !VERSION.test(productVersion))
    throw refused('A version has at most 50 letters, digits, dots and the like.');
  if (typeof pinnedCa === 'string') requireCertificates(pinnedCa);
  if (browserOrigins === undefined) return change;
  if (browserOrigins.length > MOST_ORIGINS) throw refused(`An instance has at most ${MOST_ORIGINS} origins.`);
  return { ...change, browserOrigins: [...new Set(browserOrigins.map(originOf))] };
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (plain && text.length <= 300) return url.origin;
  throw refused('A browser origin is an address without a path, such as https://cloud.example.com.');
}

function requireCertificates(pem: string): void {
  const blocks = pem.match(CERTIFICATE) ?? [];
  const readable = blocks.every((block) => {
    try {
      return new X509Certificate(block).ca;
    } catch {
      return false;
    }
  });
  if (blocks.length > 0 && readable && pem.length <= MOST_PEM_CHARACTERS) return;
  throw refused('pinnedCa must hold certificates of authorities in PEM, 64 KiB at most.');
}

function refused(why: string): TenantError {
  return new TenantError('invalid_settings', why);
}
