import { describe, expect, it } from 'vitest';
import { readText, writeText } from './text.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('text', () => {
  it.each(['plain\n', 'dos\r\nlines\r\n', '\uFEFFwith mark\r\n', ''])(
    'gives %j back byte for byte',
    (content) => {
      const document = readText(bytes(content));
      expect(document.text).not.toMatch(/\r|\uFEFF/);
      expect(writeText(document, document.text)).toEqual(bytes(content));
    },
  );

  it('writes new lines with the line ends of the file', () => {
    const document = readText(bytes('a\r\nb'));
    expect(writeText(document, 'a\nb\nc')).toEqual(bytes('a\r\nb\r\nc'));
  });

  it('only shows what is not UTF-8', () => {
    expect(readText(new Uint8Array([0x63, 0x61, 0x66, 0xe9]))).toMatchObject({
      text: 'café',
      editable: false,
    });
  });
});
