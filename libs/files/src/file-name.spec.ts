import { describe, expect, it } from 'vitest';
import {
  alternativeName,
  baseOf,
  cleanName,
  extensionOf,
  FILE_NAME_MAX_BYTES,
  nameProblem,
} from './file-name.js';

describe('extensionOf and baseOf', () => {
  it.each([
    ['report.docx', 'report', '.docx'],
    ['archive.tar.gz', 'archive.tar', '.gz'],
    ['README', 'README', ''],
    ['.profile', '.profile', ''],
  ])('splits %s', (name, base, extension) => {
    expect([baseOf(name), extensionOf(name)]).toEqual([base, extension]);
  });
});

describe('nameProblem', () => {
  it.each(['a.docx', 'Übersicht 2026.xlsx', '報告書.docx', 'a+b & c (1).md', '👩‍💻.txt', 'x'.repeat(250)])(
    'lets %s pass',
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    '',
    ' ',
    'a/b',
    'a\\b',
    '..',
    '.hidden',
    'a.',
    ' a',
    'a ',
    'nul\0',
    'a\nb',
    'CON',
    'lpt1.txt',
    'a:b',
    '\ud800',
    'a\u202egpj.exe',
  ])('refuses %j', (name) => {
    expect(nameProblem(name)).toMatch(/^The name [\x20-\x7e]+$/);
  });

  it('counts bytes, not characters', () => {
    expect(nameProblem('ä'.repeat(127))).toBeUndefined();
    expect(nameProblem('ä'.repeat(128))).toContain('255 bytes');
  });
});

describe('cleanName', () => {
  it('answers a usable name for any wish', () => {
    const pieces = [
      'a',
      '.',
      '/',
      '\\',
      ' ',
      '\0',
      '\ud83d',
      '\ud83d\ude00',
      'con',
      '.docx',
      '\u202e',
      'ä',
      '*',
      'x'.repeat(300),
    ];
    for (let seed = 0; seed < 5000; seed++) {
      const wish = Array.from(
        { length: seed % 9 },
        (_, i) => pieces[(seed * 31 + i * 17 * (seed % 7)) % pieces.length],
      ).join('');
      expect(nameProblem(cleanName(wish)), JSON.stringify(wish)).toBeUndefined();
    }
  });

  it('keeps a good name and the extension of a long one', () => {
    expect(cleanName('Grüße.docx')).toBe('Grüße.docx');
    expect(cleanName(`${'x'.repeat(600)}.docx`)).toMatch(/^x+\.docx$/);
  });
});

describe('alternativeName', () => {
  it('numbers before the extension', () => {
    expect(alternativeName('report.docx', 2)).toBe('report (2).docx');
  });

  it('stays within the limit without cutting a character in two', () => {
    const name = alternativeName(`${'😀'.repeat(62)}.docx`, 10);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(FILE_NAME_MAX_BYTES);
    expect(nameProblem(name)).toBeUndefined();
    expect(name.endsWith(' (10).docx')).toBe(true);
  });
});
