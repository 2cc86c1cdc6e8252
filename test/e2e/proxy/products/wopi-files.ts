import type { IncomingHttpHeaders } from 'node:http';

/** A file of a product's server. */
export interface StoredFile {
  readonly name: string;
  content: Buffer;
  /** Empty while it is not locked. */
  lock: string;
  version: number;
}

export interface FileCall {
  readonly method: string;
  readonly suffix: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Keeps a new file and answers the `Url` for it. */
type KeepNew = (name: string, content: Buffer) => string;

/** The part of WOPI that all the products share. */
export function answerTo(call: FileCall, file: StoredFile, keepNew: KeepNew): FileAnswer {
  const header = (name: string) => call.headers[name] as string | undefined;
  if (call.method === 'GET') return call.suffix === 'contents' ? contents(file) : fileInfo(file);
  const lock = header('x-wopi-lock') ?? '';
  const conflict = { status: 409, headers: { 'X-WOPI-Lock': file.lock } };
  const matches = file.lock === lock;
  switch (header('x-wopi-override')) {
    case 'LOCK': {
      const oldLock = header('x-wopi-oldlock');
      const free = oldLock === undefined ? matches || file.lock === '' : file.lock === oldLock;
      if (!free) return conflict;
      file.lock = lock;
      return done(file);
    }
    case 'GET_LOCK':
      return { status: 200, headers: { 'X-WOPI-Lock': file.lock } };
    case 'REFRESH_LOCK':
      return matches && lock !== '' ? done(file) : conflict;
    case 'UNLOCK':
      if (!matches || lock === '') return conflict;
      file.lock = '';
      return done(file);
    case 'PUT':
      if (!matches || (lock === '' && file.content.length > 0)) return conflict;
      file.content = call.body;
      file.version += 1;
      return done(file);
    case 'PUT_RELATIVE': {
      const name = header('x-wopi-suggestedtarget') ?? header('x-wopi-relativetarget') ?? '';
      return json({ Name: name, Url: keepNew(name, call.body) });
    }
    default:
      return { status: 501, headers: {} };
  }
}

const done = ({ version }: StoredFile): FileAnswer => ({
  status: 200,
  headers: { 'X-WOPI-ItemVersion': String(version) },
  body: '',
});

const contents = ({ content, version }: StoredFile): FileAnswer => ({
  status: 200,
  headers: { 'X-WOPI-ItemVersion': String(version), 'Content-Length': String(content.length) },
  body: content,
});

/** The answer to CheckFileInfo, with an address that must not come through. */
export const fileInfo = ({ name, content, version }: StoredFile): FileAnswer =>
  json({ BaseFileName: name, OwnerId: 'owner', UserId: 'user', Size: content.length, Version: String(version), SupportsLocks: true, UserCanWrite: true, FileUrl: 'https://past.the.proxy.example/file' }); // prettier-ignore

const json = (members: object): FileAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(members),
});
