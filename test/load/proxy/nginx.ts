import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, stopProcess } from '../../support/processes.js';

const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'];
const TRIES = 200;

/** nginx as one process that passes everything on to `upstream` over kept connections and logs nothing. */
export class Nginx {
  private constructor(
    readonly url: URL,
    readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Undefined where nginx is not installed. */
  static async start(upstream: URL): Promise<Nginx | undefined> {
    const program = PLACES.find(isProgram);
    if (!program) return undefined;
    const folder = await mkdtemp(path.join(tmpdir(), 'wopi-bench-nginx-'));
    const [port] = await freePorts(1);
    const file = path.join(folder, 'nginx.conf');
    await writeFile(file, configuration(folder, port!, upstream.host));
    const child = spawn(program, ['-p', folder, '-c', file], { stdio: ['ignore', 'inherit', 'inherit'] });
    await untilListening(port!);
    return new Nginx(new URL(`http://127.0.0.1:${port}`), child, folder);
  }

  async stop(): Promise<void> {
    await stopProcess(this.process);
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const configuration = (folder: string, port: number, upstream: string): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log crit;
events { worker_connections 4096; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  upstream instance { server ${upstream}; keepalive 128; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port};
    large_client_header_buffers 4 16k;
    client_max_body_size 0;
    keepalive_requests 100000000;
    location / {
      proxy_pass http://instance;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_request_buffering off;
      proxy_buffering off;
      proxy_buffer_size 64k;
      proxy_buffers 8 64k;
    }
  }
}
`;

async function untilListening(port: number): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(25);
  }
  throw new Error('nginx does not listen');
}
