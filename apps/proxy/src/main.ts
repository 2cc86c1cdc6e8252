import './memory.js';
import 'reflect-metadata';
import { loadConfig } from '#config';
import { runProcess } from '#http-server';
import { createProxy } from './create-proxy.js';

await runProcess(() => createProxy(loadConfig(process.env, process.cwd())));
