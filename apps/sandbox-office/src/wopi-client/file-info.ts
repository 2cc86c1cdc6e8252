import type { WopiAnswer } from './wopi-caller.js';

/** What the sandbox uses of CheckFileInfo. */
export interface FileInfo {
  readonly name: string;
  /** Without dot, lower case. */
  readonly extension: string;
  readonly userId: string;
  readonly userName: string;
  readonly version: string;
  readonly folderName?: string;
  /** Origin of the host page, for postMessage. */
  readonly hostOrigin?: string;
  /** http(s) only. */
  readonly closeUrl?: string;
  /** Whether several sessions may hold this document together. */
  readonly coauth: boolean;
  /** Why the host does not allow editing. */
  readonly readOnlyReason?: string;
  /** What may be done with the file as a whole. */
  readonly may: {
    readonly saveAs: boolean;
    readonly rename: boolean;
    readonly shareTypes: readonly string[];
  };
}

/** Larger texts are not merged. */
const COAUTH_MAX_BYTES = 512 * 1024;

/** Reads the answer of CheckFileInfo; undefined when it is no such JSON. */
export function readFileInfo(answer: WopiAnswer): FileInfo | undefined {
  const info = parseObject(answer.body.toString('utf8'));
  const name = text(info?.['BaseFileName']);
  if (!info || !name) return undefined;
  const dot = name.lastIndexOf('.');
  const extension = text(info['FileExtension'])?.replace(/^\./, '') ?? (dot < 0 ? '' : name.slice(dot + 1));
  return {
    name,
    extension: extension.toLowerCase(),
    userId: text(info['UserId']) ?? '',
    userName: text(info['UserFriendlyName']) ?? 'Guest',
    version: text(info['Version']) ?? '',
    folderName: text(info['BreadcrumbFolderName']),
    hostOrigin: httpUrl(info['PostMessageOrigin'])?.origin,
    closeUrl: httpUrl(info['CloseUrl'])?.href,
    coauth: info['SupportsCoauth'] === true && Number(info['Size']) <= COAUTH_MAX_BYTES,
    readOnlyReason: readOnlyReason(info),
    may: {
      saveAs: info['UserCanNotWriteRelative'] !== true && info['SupportsUpdate'] === true,
      rename: info['SupportsRename'] === true && info['UserCanRename'] === true,
      shareTypes: texts(info['SupportedShareUrlTypes']),
    },
  };
}

function readOnlyReason(info: Record<string, unknown>): string | undefined {
  if (info['ReadOnly'] === true) return 'The host keeps this document read-only.';
  if (info['UserCanWrite'] !== true) return 'You may read this document, not change it.';
  const able = info['SupportsLocks'] === true && info['SupportsUpdate'] === true;
  return able ? undefined : 'The host supports no locks or no saving.';
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function httpUrl(value: unknown): URL | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}
