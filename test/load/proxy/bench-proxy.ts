import 'reflect-metadata';
import { AuditService } from '#audit';
import { loadConfig } from '#config';
import { createProxy } from '../../../apps/proxy/src/create-proxy.js';

/** The proxy without its audit rows, for the bench only: what is left tells what they cost. */
const { app, url } = await createProxy(loadConfig(process.env, process.cwd()));
app.get(AuditService).record = () => undefined;
process.send!({ url });
process.once('disconnect', () => process.exit(0));
