// Writes the office documents in samples/, which a new installation starts with; run by hand after a change here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { plan } from './lib/sample-workbook.mjs';
import { welcome } from './lib/sample-welcome.mjs';

const FOLDER = new URL('../samples/', import.meta.url);
/** One moment for all parts, so that the same content is the same file. */
const MODIFIED = new Date(2026, 0, 5, 9, 0, 0);

/** @param {Record<string, string>} parts path in the package to XML */
function officePackage(parts) {
  const files = Object.entries(parts).map(([name, xml]) => [
    name,
    [strToU8(xml), { mtime: MODIFIED, level: 9 }],
  ]);
  return zipSync(Object.fromEntries(files));
}

mkdirSync(FOLDER, { recursive: true });
writeFileSync(new URL('Welcome.docx', FOLDER), officePackage(welcome()));
writeFileSync(new URL('Pilot plan.xlsx', FOLDER), officePackage(plan()));
