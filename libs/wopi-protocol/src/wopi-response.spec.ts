import { describe, expect, it } from 'vitest';
import { WopiError, type WopiErrorCode, type WopiErrorDetail } from './wopi-error.js';
import { toWopiResponse } from './wopi-response.js';

const answer = (code: WopiErrorCode, detail?: WopiErrorDetail) => toWopiResponse(new WopiError(code, detail));

describe('toWopiResponse', () => {
  it.each<[WopiErrorCode, number]>([
    ['invalid_token', 401],
    ['proof_failed', 500],
    ['file_not_found', 404],
    ['not_permitted', 401],
    ['lock_mismatch', 409],
    ['name_conflict', 409],
    ['document_changed', 409],
    ['invalid_lock_id', 400],
    ['invalid_header', 400],
    ['invalid_name', 400],
    ['too_large_for_client', 412],
    ['body_too_large', 413],
    ['body_mismatch', 400],
    ['range_not_satisfiable', 416],
    ['not_implemented', 501],
    ['busy', 503],
    ['upstream_unreachable', 500],
    ['storage_full', 507],
    ['server_error', 500],
  ])('%s is %i', (code, status) => {
    expect(answer(code).status).toBe(status);
  });

  it('always tells the lock of a conflict, empty when there is none', () => {
    expect(toWopiResponse(WopiError.lockMismatch('{"S":"a b"}', 'Locked by someone else.')).headers).toEqual({
      'X-WOPI-Lock': '{"S":"a b"}',
      'X-WOPI-LockFailureReason': 'Locked by someone else.',
      'X-WOPI-FailureReason': 'Locked by someone else.',
    });
    expect(toWopiResponse(WopiError.lockMismatch('')).headers).toEqual({ 'X-WOPI-Lock': '' });
    expect(answer('name_conflict', { validTarget: 'Grüße (2).docx' }).headers).toEqual({
      'X-WOPI-Lock': '',
      'X-WOPI-ValidRelativeTarget': 'Gr+APwA3w-e (2).docx',
    });
    expect(answer('name_conflict', { currentLock: 'L' }).headers).toEqual({ 'X-WOPI-Lock': 'L' });
  });

  it('has a body for a client that looks into it', () => {
    expect(answer('document_changed', { spelling: 'LOOL', currentLock: 'L' })).toEqual({
      status: 409,
      headers: { 'X-WOPI-Lock': 'L' },
      json: { LOOLStatusCode: 1010 },
    });
    expect(answer('lock_mismatch')).not.toHaveProperty('json');
  });

  it('tells of coauth locks without a lock id, and of the mechanism that is in the way', () => {
    expect(answer('lock_mismatch', { lockedByOtherInterface: true }).headers).toEqual({
      'X-WOPI-Lock': '',
      'X-WOPI-LockedByOtherInterface': 'true',
    });
    const conflictingMechanism = 'WOPI-CoauthExclusiveLock';
    expect(answer('lock_mismatch', { lockedByOtherInterface: true, conflictingMechanism }).headers).toEqual({
      'X-WOPI-Lock': '',
      'X-WOPI-LockedByOtherInterface': 'true',
      'X-WOPI-ConflictingMechanism': 'WOPI-CoauthExclusiveLock',
    });
  });

  it('names who holds a lock on one line of ASCII', () => {
    const detail = {
      currentLock: 'L',
      conflictingMechanism: 'WOPI-Lock',
      lockUserName: 'Zo\u00eb\r\nX: y',
    } as const;
    expect(answer('lock_mismatch', detail).headers).toEqual({
      'X-WOPI-Lock': 'L',
      'X-WOPI-ConflictingMechanism': 'WOPI-Lock',
      'X-WOPI-ConflictingLockUsername': 'Zo+AOs- X: y',
    });
  });

  it('says why a name is refused and which one would do', () => {
    expect(answer('invalid_name', { reason: 'Too long.', validTarget: 'a_b' }).headers).toEqual({
      'X-WOPI-InvalidFileNameError': 'Too long.',
      'X-WOPI-ValidRelativeTarget': 'a+AF8-b',
    });
    expect(answer('invalid_name').headers['X-WOPI-InvalidFileNameError']).toMatch(/not allowed/);
  });

  it('tells size, pause and server error where they belong', () => {
    expect(answer('range_not_satisfiable', { size: 12 }).headers).toEqual({ 'Content-Range': 'bytes */12' });
    expect(answer('busy', { retryAfterSeconds: 1.2 }).headers).toEqual({ 'Retry-After': '2' });
    expect(answer('busy', { retryAfterSeconds: 0 }).headers).toEqual({ 'Retry-After': '1' });
    expect(answer('upstream_unreachable', { reason: 'ECONNREFUSED' }).headers).toEqual({
      'X-WOPI-ServerError': 'ECONNREFUSED',
    });
    expect(answer('server_error').headers).toEqual({ 'X-WOPI-ServerError': 'server_error' });
  });

  it('gives away nothing about tokens and files', () => {
    for (const code of ['invalid_token', 'not_permitted', 'file_not_found'] as const) {
      expect(answer(code, { reason: 'secret', currentLock: 'L', validTarget: 'x' }).headers).toEqual({});
    }
  });

  it('keeps a header on one line of ASCII', () => {
    const { headers } = toWopiResponse(
      WopiError.lockMismatch('', `a\r\nSet-Cookie: x=1\u20ac${'z'.repeat(500)}`),
    );
    const reason = headers['X-WOPI-LockFailureReason'] ?? '';
    expect(reason).toMatch(/^a\?\?Set-Cookie: x=1\?z+$/);
    expect(reason).toHaveLength(256);
  });
});
