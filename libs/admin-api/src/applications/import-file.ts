import { Injectable } from '@nestjs/common';
import { type Actor, CreateFile, type FileSummary } from '#files';
import { Problem } from '#http-server';
import { Outgoing, OutgoingError, type OutgoingErrorCode, type OutgoingResponse } from '#outgoing';
import { AtOnce } from './at-once.js';

export interface ImportWish {
  readonly url: string;
  readonly name: string;
  /** Whether the address may lie in a private network, and be http. */
  readonly privateNetwork: boolean;
}

const AT_ONCE = 8;
const TOTAL_MS = 5 * 60_000;
/** What whoever named the address has to put right. */
const OF_THE_ADDRESS: ReadonlySet<OutgoingErrorCode> = new Set(['bad_url', 'bad_request', 'refused_address']);

/** Makes a file of what lies at an address: whole, or not at all. */
@Injectable()
export class ImportFile {
  readonly #atOnce = new AtOnce(AT_ONCE);

  constructor(
    private readonly outgoing: Outgoing,
    private readonly createFile: CreateFile,
  ) {}

  /** @throws Problem 400 for the address, 429, 502 for what it answered; FileError as of an upload */
  run(actor: Actor, wish: ImportWish): Promise<FileSummary> {
    if (!wish.privateNetwork && !/^https:/i.test(wish.url))
      throw new Problem(400, 'The URL must begin with https:// unless it lies in a private network.');
    return this.#atOnce.run(() => this.import(actor, wish));
  }

  private async import(actor: Actor, { url, name, privateNetwork }: ImportWish): Promise<FileSummary> {
    const headers = { 'Accept-Encoding': 'identity' };
    const policy = { allowPrivate: privateNetwork, totalTimeoutMs: TOTAL_MS };
    const answer = await this.outgoing.request({ method: 'GET', url, headers, policy }).catch(inWords);
    const { body } = answer;
    try {
      const expectedBytes = requireWhole(answer);
      return await this.createFile.run(actor, { name, content: body, onConflict: 'rename', expectedBytes });
    } catch (error) {
      throw body.errored instanceof OutgoingError ? problemOf(body.errored) : error;
    } finally {
      body.destroy();
    }
  }
}

/** Answers the length where it is told. @throws Problem 502 */
function requireWhole({ status, headers }: OutgoingResponse): number | undefined {
  if (status !== 200) throw new Problem(502, `The address answered with status ${status}.`);
  if (!/^(?:identity)?$/i.test(headers.get('content-encoding') ?? ''))
    throw new Problem(502, 'The address compresses its answer although it was asked not to.');
  const length = headers.get('content-length');
  return length === undefined ? undefined : Number(length);
}

const problemOf = ({ code, message }: OutgoingError) =>
  new Problem(OF_THE_ADDRESS.has(code) ? 400 : 502, `The URL was not read: ${message}`);

function inWords(error: unknown): never {
  throw error instanceof OutgoingError ? problemOf(error) : error;
}
