import 'reflect-metadata';
import { loadConfig } from '#config';
import { runProcess } from '#http-server';
import { createHost } from './create-host.js';

await runProcess(() => createHost(loadConfig(process.env, process.cwd())));
