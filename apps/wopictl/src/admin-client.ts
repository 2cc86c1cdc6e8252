import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { AdminAccess } from './find-admin.js';
import { Refused } from './refused.js';

export type Json = Record<string, unknown>;

/** The admin API as this program speaks it. Every refusal becomes a {@link Refused} with the API's own sentence. */
export class AdminClient {
  constructor(private readonly access: AdminAccess) {}

  get(path: string): Promise<Json> {
    return this.send('GET', path);
  }

  post(path: string, body: Json): Promise<Json> {
    return this.send('POST', path, { type: 'application/json', content: JSON.stringify(body) });
  }

  patch(path: string, body: Json): Promise<Json> {
    return this.send('PATCH', path, { type: 'application/json', content: JSON.stringify(body) });
  }

  put(path: string, body?: Json): Promise<Json> {
    return this.send('PUT', path, body && { type: 'application/json', content: JSON.stringify(body) });
  }

  delete(path: string): Promise<Json> {
    return this.send('DELETE', path);
  }

  /** Streams a file; its size is told beforehand, so that a broken upload is noticed. */
  async upload(path: string, file: string, type = 'application/octet-stream'): Promise<Json> {
    const found = await stat(file).catch(() => undefined);
    if (!found) throw new Refused(`There is no file ${file}.`);
    if (!found.isFile()) throw new Refused(`${file} is not a file.`);
    return this.send('POST', path, { type, file, size: found.size });
  }

  /** Streams an answer into a new file; nothing half-written stays. */
  async download(path: string, file: string): Promise<Json> {
    const response = await this.ask('GET', path);
    if (response.statusCode !== 200) return settled(response);
    const handle = await open(file, 'wx').catch((error: Error) => {
      response.destroy();
      throw new Refused(`${file} cannot be written: ${error.message}.`);
    });
    try {
      await pipeline(response, handle.createWriteStream());
    } catch (error) {
      await rm(file, { force: true });
      throw new Refused(`${file} was not written: ${(error as Error).message}.`);
    }
    return { file, bytes: (await stat(file)).size };
  }

  /** Streams an answer to the end of a file. What arrived before it broke off stays: the next call goes on behind it. */
  async append(path: string, handle: FileHandle): Promise<number> {
    const response = await this.ask('GET', path);
    let added = 0;
    if (response.statusCode !== 200) await settled(response);
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        await handle.appendFile(chunk);
        added += chunk.length;
      }
    } catch (error) {
      throw new Refused(`The export broke off: ${(error as Error).message}. Run the command again to go on.`);
    }
    return added;
  }

  private async send(method: string, path: string, body?: Body): Promise<Json> {
    return settled(await this.ask(method, path, body));
  }

  private ask(method: string, path: string, body?: Body): Promise<IncomingMessage> {
    const url = new URL(`/admin/v1/${path}`, this.access.url);
    return new Promise((resolve, reject) => {
      const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = start(url, { method, headers: this.headers(body) });
      const fail = (error: Error) => reject(this.notReachable(error));
      request.once('error', fail);
      request.once('response', (response) => {
        // A refusal may come before the whole file was sent; what then happens to the connection does not matter.
        request.off('error', fail).on('error', () => undefined);
        resolve(response);
      });
      if (body && 'file' in body) {
        const content = createReadStream(body.file);
        content.once('error', (error) => {
          request.destroy();
          reject(new Refused(`${body.file} cannot be read: ${error.message}.`));
        });
        content.pipe(request);
      } else request.end(body?.content);
    });
  }

  private headers(body: Body | undefined): Record<string, string | number> {
    const size = body && ('file' in body ? body.size : Buffer.byteLength(body.content));
    return {
      Authorization: `Bearer ${this.access.key}`,
      Accept: 'application/json',
      ...(body && { 'Content-Type': body.type, 'Content-Length': size! }),
    };
  }

  private notReachable({ message, code }: NodeJS.ErrnoException): Refused {
    return new Refused(
      `The admin API at ${this.access.url} is not reachable (${code ?? message}): start the installation, or set ADMIN_URL.`,
    );
  }
}

type Body =
  | { readonly type: string; readonly content: string }
  | { readonly type: string; readonly file: string; readonly size: number };

async function settled(response: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new Refused(`The admin API broke off its answer: ${(error as Error).message}.`);
  }
  const status = response.statusCode ?? 0;
  const body = parse(Buffer.concat(chunks).toString());
  if (status >= 200 && status < 300) {
    if (body) return body;
    throw new Refused('The admin API gave an answer that is not JSON; is ADMIN_URL right?');
  }
  const detail = body?.['detail'];
  throw new Refused(typeof detail === 'string' ? detail : `The admin API answered with status ${status}.`);
}

function parse(text: string): Json | undefined {
  if (text === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
