import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { DiscoveryService, type WopiClient } from '#discovery';
import { type OpenedContent, PortalFiles } from '#files';
import { Problem } from '#http-server';
import { Outgoing, OutgoingError, type OutgoingResponse } from '#outgoing';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { AtOnce } from './at-once.js';

const AT_ONCE = 4;
const CAPABILITIES = { maxBytes: 64 * 1024, timeoutMs: 5_000 };
/** Clients lie where the configuration says. */
const POLICY = { allowPrivate: true, headersTimeoutMs: 120_000, totalTimeoutMs: 180_000 };

const Capabilities = z.object({
  'convert-to': z.object({ available: z.boolean(), endpoint: z.string().startsWith('/').max(200) }),
});

/** Reads a file in another format, where a client converts on request: Collabora does. */
@Injectable()
export class ConvertFile {
  readonly #atOnce = new AtOnce(AT_ONCE);

  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly discovery: DiscoveryService,
    private readonly files: PortalFiles,
    private readonly outgoing: Outgoing,
  ) {}

  /** @throws Problem 409 where no client converts, 429, 502 for a client that fails; FileError `not_found` */
  async run(fileId: string, format: string): Promise<Omit<OpenedContent, 'size'>> {
    const { tenantId } = this.options;
    await this.files.get({ tenantId }, fileId);
    return this.#atOnce.run(async () => {
      const url = await this.converter();
      const content = await this.files.open({ tenantId }, fileId);
      const { body } = await this.convert(`${url}/${format}`, content).catch(inWords);
      return { stream: body, name: `${path.parse(content.name).name}.${format}` };
    });
  }

  /** Where the first client converts that says it does. */
  private async converter(): Promise<string> {
    for (const client of this.discovery.clients.filter(({ profile }) => profile === 'collabora')) {
      const endpoint = await this.endpointOf(client).catch(inWords);
      if (endpoint !== undefined) return endpoint;
    }
    throw new Problem(409, 'None of the clients of this installation converts documents.');
  }

  private async endpointOf({ discoveryUrl }: WopiClient): Promise<string | undefined> {
    const url = new URL('capabilities', discoveryUrl).href;
    const { status, text } = await this.outgoing.fetchText(url, { policy: POLICY, ...CAPABILITIES });
    const told = status === 200 ? Capabilities.safeParse(parsed(text)).data?.['convert-to'] : undefined;
    return told?.available ? new URL(`..${told.endpoint}`, discoveryUrl).href : undefined;
  }

  private async convert(url: string, { stream, size, name }: OpenedContent): Promise<OutgoingResponse> {
    const form = formOf(stream, size, path.extname(name));
    try {
      const answer = await this.outgoing.request({ method: 'POST', url, ...form, policy: POLICY });
      if (answer.status === 200) return answer;
      answer.body.destroy();
      throw new Problem(
        502,
        `The client did not convert the file: it answered with status ${answer.status}.`,
      );
    } finally {
      stream.destroy();
    }
  }
}

/** A form of one file, under a name that tells nothing but its type. */
function formOf(content: Readable, size: number, extension: string) {
  const boundary = randomBytes(24).toString('hex');
  const name = `document${/^\.[a-z0-9]{1,20}$/i.test(extension) ? extension : ''}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const parts = async function* () {
    yield head;
    yield* content;
    yield tail;
  };
  return {
    body: Readable.from(parts(), { objectMode: false }),
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(head.length + size + tail.length),
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inWords(error: unknown): never {
  if (!(error instanceof OutgoingError)) throw error;
  throw new Problem(502, `The client that converts cannot be asked: ${error.message}`);
}
