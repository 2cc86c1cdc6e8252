import './memory.js';
import 'reflect-metadata';
import { loadConfig } from '#config';
import { runProcess } from '#http-server';
import { createProxy } from './create-proxy.js';

// Off while libraries were loaded: see memory.ts.
process.setSourceMapsEnabled(true);
await runProcess(() => createProxy(loadConfig(process.env, process.cwd())));
