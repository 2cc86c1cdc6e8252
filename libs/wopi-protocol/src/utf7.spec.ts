import { describe, expect, it } from 'vitest';
import { decodeUtf7, encodeUtf7 } from './utf7.js';

describe('UTF-7', () => {
  it.each([
    ['report.docx', 'report.docx'],
    ['madeup_name.wopitestx', 'madeup+AF8-name.wopitestx'],
    ['a+b', 'a+-b'],
    ['++', '+-+-'],
    ['_+', '+AF8AKw-'],
    ['+_+', '+-+AF8AKw-'],
    ['Grüße', 'Gr+APwA3w-e'],
    ['日本語', '+ZeVnLIqe-'],
    ['😀', '+2D3eAA-'],
    ["'(),-./:? \t\r\n", "'(),-./:? \t\r\n"],
    ['100%', '100+ACU-'],
    ['', ''],
  ])('writes %j as .NET does', (text, wire) => {
    expect(encodeUtf7(text)).toBe(wire);
    expect(decodeUtf7(wire)).toBe(text);
  });

  it.each([
    ['a raw underscore', 'a_b', 'a_b'],
    ['other raw ASCII', '~!@#$%^&*=[]{}|;<>"\\`', '~!@#$%^&*=[]{}|;<>"\\`'],
    ['a block that the end closes', '+ZeVnLIqe', '日本語'],
    ['a block closed by another character', '+ZeU.docx', '日.docx'],
    ['a block beside a block', '+AOQ-+APY-', 'äö'],
    ['a minus after a closed block', '+AOQ--x', 'ä-x'],
    ['a slash in a block, as the name check comes later', '+AC8-', '/'],
  ])('reads %s', (_, wire, text) => {
    expect(decodeUtf7(wire)).toBe(text);
  });

  it.each([
    ['a plus that starts nothing', '+ a'],
    ['a plus at the end', 'a+'],
    ['half a unit', '+AA-'],
    ['six bits', '+A-'],
    ['bits left over that are not zero', '+AF9-'],
    ['a byte above ASCII', 'Gr\u00fc'],
    ['a lone high surrogate', '+2D0-'],
    ['a lone low surrogate', '+3gA-'],
    ['surrogates the wrong way round', '+3gDYPQ-'],
  ])('refuses %s', (_, wire) => {
    expect(() => decodeUtf7(wire)).toThrow(expect.objectContaining({ code: 'invalid_header' }));
  });

  it('gives back every code point', () => {
    for (let first = 0; first <= 0x10ffff; first += 256) {
      if (first >= 0xd800 && first < 0xe000) continue;
      const text = String.fromCodePoint(...Array.from({ length: 256 }, (_, i) => first + i));
      const wire = encodeUtf7(text);
      expect(wire).toMatch(/^[\t\r\n -~]*$/);
      expect(decodeUtf7(wire)).toBe(text);
    }
  });

  it('gives back random mixtures of direct, shifted and paired characters', () => {
    const alphabet = [
      'a',
      'Z',
      '0',
      '+',
      '-',
      '/',
      '_',
      '.',
      ' ',
      'ä',
      '語',
      '\u{1f600}',
      '\u{10ffff}',
      '\u0000',
    ];
    let seed = 20_240_229;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    for (let round = 0; round < 5_000; round += 1) {
      const text = Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('');
      expect(decodeUtf7(encodeUtf7(text))).toBe(text);
    }
  });

  it('refuses what it wrote for a lone surrogate, wherever it stands', () => {
    for (const text of ['\ud83d', 'a\ude00b', '\u{1f600}\ud83d', '\ude00\ud83d']) {
      expect(() => decodeUtf7(encodeUtf7(text))).toThrow(expect.objectContaining({ code: 'invalid_header' }));
    }
  });
});
