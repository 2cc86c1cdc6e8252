import * as z from 'zod';
import { uuid } from './endpoint/forms.js';

/** A version's number, as callers name it. */
export const versionNumber = z.string().regex(/^[1-9]\d{0,17}$/, 'is not a version');

/** `:file` in a path. */
export const FileParam = z.object({ file: uuid });
export type FileParam = z.output<typeof FileParam>;

/** `:file` and `:version` in a path. */
export const VersionParam = FileParam.extend({ version: versionNumber });
export type VersionParam = z.output<typeof VersionParam>;
