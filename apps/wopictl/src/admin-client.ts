import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
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

  private send(method: string, path: string, body?: Body): Promise<Json> {
    const url = new URL(`/admin/v1/${path}`, this.access.url);
    return new Promise((resolve, reject) => {
      const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = start(url, { method, headers: this.headers(body) });
      const fail = (error: Error) => reject(this.notReachable(error));
      request.once('error', fail);
      request.once('response', (response) => {
        // A refusal may come before the whole file was sent; what then happens to the connection does not matter.
        request.off('error', fail).on('error', () => undefined);
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () =>
          answer(response.statusCode ?? 0, Buffer.concat(chunks).toString(), resolve, reject),
        );
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

function answer(
  status: number,
  text: string,
  resolve: (body: Json) => void,
  reject: (error: Error) => void,
): void {
  const body = parse(text);
  if (status >= 200 && status < 300) {
    if (body) return resolve(body);
    return reject(new Refused('The admin API gave an answer that is not JSON; is ADMIN_URL right?'));
  }
  const detail = body?.['detail'];
  reject(new Refused(typeof detail === 'string' ? detail : `The admin API answered with status ${status}.`));
}

function parse(text: string): Json | undefined {
  if (text === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
