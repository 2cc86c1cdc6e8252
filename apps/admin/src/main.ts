import 'reflect-metadata';
import { loadConfig } from '#config';
import { runProcess } from '#http-server';
import { createAdmin } from './create-admin.js';

await runProcess(() => createAdmin(loadConfig(process.env, process.cwd())));
