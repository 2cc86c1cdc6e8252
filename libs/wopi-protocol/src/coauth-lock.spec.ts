import { describe, expect, it } from 'vitest';
import {
  checkCoauthLockMetadata,
  coauthLockMetadataIn,
  parseCoauthLockId,
  parseCoauthLockType,
  parseExpirationTimeout,
} from './coauth-lock.js';

const refused = expect.objectContaining({ code: 'invalid_header' });

describe('parseCoauthLockId', () => {
  it.each(['a', '{"S":"x y"}', 'x'.repeat(1024)])('takes %.20s', (id) => {
    expect(parseCoauthLockId(id)).toBe(id);
  });
  it.each([undefined, '', 'x'.repeat(1025), 'é', 'a\tb', 'a\n'])('refuses %j', (id) => {
    expect(() => parseCoauthLockId(id)).toThrow(refused);
  });
});

describe('parseCoauthLockType', () => {
  it.each(['Coauth', 'CoauthExclusive'])('takes %s', (type) => expect(parseCoauthLockType(type)).toBe(type));
  it.each([undefined, '', 'None', 'coauth', 'toString'])('refuses %j', (type) => {
    expect(() => parseCoauthLockType(type)).toThrow(refused);
  });
});

describe('parseExpirationTimeout', () => {
  it.each([60, 61, 3600])('takes %i', (n) => expect(parseExpirationTimeout(String(n))).toBe(n));
  it.each([undefined, '', '59', '3601', '-60', '60.5', '6e1', ' 60', '0x40', '99999999999'])(
    'refuses %j',
    (text) => expect(() => parseExpirationTimeout(text)).toThrow(refused),
  );
});

describe('checkCoauthLockMetadata', () => {
  it.each(['', 'x'.repeat(4096), 'é'.repeat(2048)])('takes what fits into 4 KiB', (text) => {
    expect(checkCoauthLockMetadata(text)).toBe(text);
  });
  it.each(['x'.repeat(4097), 'é'.repeat(2049), 'a\0b', '\ud800'])('refuses the rest', (text) => {
    expect(() => checkCoauthLockMetadata(text)).toThrow(refused);
  });
});

describe('coauthLockMetadataIn', () => {
  it.each([
    ['', undefined],
    [' \r\n', undefined],
    ['{}', undefined],
    ['{"CoauthLockMetadata":null}', undefined],
    ['{"CoauthLockMetadata":""}', ''],
    ['{"CoauthLockMetadata":"a","Other":1}', 'a'],
  ])('reads %j', (body, metadata) => expect(coauthLockMetadataIn(body)).toBe(metadata));
  it.each(['x', '[]', '"a"', 'null', '{"CoauthLockMetadata":1}', '{"CoauthLockMetadata":{}}'])(
    'refuses %s',
    (body) => expect(() => coauthLockMetadataIn(body)).toThrow(refused),
  );
});
