import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';

const SOFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

/** The text of a .docx as LibreOffice reads it; where that is not installed, the text of its XML. */
export async function textOfDocx(content: Buffer): Promise<string> {
  if (!SOFFICE) {
    const xml = unzipSync(content)['word/document.xml'];
    return strFromU8(xml!)
      .replaceAll(/<\/w:p>/g, '\n')
      .replaceAll(/<[^>]+>/g, '');
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'wopi-docx-'));
  try {
    const file = path.join(folder, 'saved.docx');
    await writeFile(file, content);
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'txt:Text',
      '--outdir',
      folder,
      file,
    ];
    await promisify(execFile)(SOFFICE, args, { timeout: 90_000 });
    return await readFile(path.join(folder, 'saved.txt'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
