import { createApp, type SandboxApp } from './create-app.js';
import { readSettings, SettingsError } from './settings.js';

const STOP_AFTER_MS = 5_000;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function start(): Promise<SandboxApp> {
  try {
    return await createApp(readSettings(process.env));
  } catch (error) {
    if (error instanceof SettingsError) fail(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    const listen = process.env['SANDBOX_LISTEN'] || '127.0.0.1:3003';
    if (code === 'EADDRINUSE') fail(`${listen} is in use: stop what listens there or set SANDBOX_LISTEN.`);
    if (code === 'EADDRNOTAVAIL' || code === 'EACCES') {
      fail(`sandbox-office cannot listen on ${listen}: set SANDBOX_LISTEN to an address of this machine.`);
    }
    fail(`sandbox-office cannot start: ${message}`);
  }
}

const app = await start();

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), STOP_AFTER_MS).unref();
  await app.close();
  process.exit(0);
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, () => void stop());

if (process.send) process.send({ ready: true });
else process.stdout.write(`sandbox-office listens on ${app.url}\n`);
