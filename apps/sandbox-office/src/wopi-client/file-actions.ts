import { encodeUtf7, WopiHeader } from '#wopi-protocol';
import { failed, troubleOf, type Failed, type Trouble } from './trouble.js';
import type { CallContext, CallExtras, WopiAnswer, WopiCaller } from './wopi-caller.js';

/** A copy beside the document; `editUrl` opens it, where the host says so. */
export type SavedAs = { readonly outcome: 'saved-as'; readonly name: string; readonly editUrl?: string };

export type Renamed = { readonly outcome: 'renamed'; readonly name: string };

export type Shared = { readonly outcome: 'shared'; readonly shareUrl: string };

/** What a person does with a document as a whole. */
export class FileActions {
  constructor(
    private readonly caller: WopiCaller,
    private readonly context: CallContext,
  ) {}

  /** PutRelativeFile under a name that the host may change where it is taken. */
  async saveAs(name: string, bytes: Uint8Array): Promise<SavedAs | Failed> {
    const headers = {
      [WopiHeader.SuggestedTarget]: encodeUtf7(name),
      [WopiHeader.Size]: String(bytes.length),
    };
    const answer = await this.caller.call(this.context, 'PutRelativeFile', { headers, body: bytes });
    const { Name, HostEditUrl } = jsonOf(answer);
    if (answer.status !== 200 || !Name) return failure(answer, 'save a copy');
    return { outcome: 'saved-as', name: Name, editUrl: httpUrl(HostEditUrl) };
  }

  /** RenameFile to a name without extension; answers the whole name. */
  async rename(base: string, extension: string, shown: CallExtras = {}): Promise<Renamed | Failed> {
    const headers = { ...shown.headers, [WopiHeader.RequestedName]: encodeUtf7(base) };
    const answer = await this.caller.call(this.context, 'RenameFile', { ...shown, headers });
    const { Name } = jsonOf(answer);
    if (answer.status !== 200 || !Name) return failure(answer, 'rename the document');
    return { outcome: 'renamed', name: extension ? `${Name}.${extension}` : Name };
  }

  /** GetShareUrl */
  async share(urlType: string): Promise<Shared | Failed> {
    const headers = { [WopiHeader.UrlType]: urlType };
    const answer = await this.caller.call(this.context, 'GetShareUrl', { headers });
    const shareUrl = httpUrl(jsonOf(answer)['ShareUrl']);
    if (answer.status !== 200 || !shareUrl) return failure(answer, 'make a link');
    return { outcome: 'shared', shareUrl };
  }
}

/** What the host says of a name explains more than the status does. */
function failure(answer: WopiAnswer, what: string): Failed {
  const reason = answer.header(WopiHeader.InvalidFileNameError);
  const trouble: Trouble = troubleOf(answer, what) ?? {
    kind: 'refused',
    sentence: `The host did not ${what}.`,
  };
  return failed({ ...trouble, ...(reason && { sentence: `The host refused to ${what}: ${reason}` }) });
}

function jsonOf(answer: WopiAnswer): Partial<Record<string, string>> {
  try {
    return JSON.parse(answer.body.toString('utf8')) as Partial<Record<string, string>>;
  } catch {
    return {};
  }
}

function httpUrl(text: string | undefined): string | undefined {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text
    : undefined;
}
