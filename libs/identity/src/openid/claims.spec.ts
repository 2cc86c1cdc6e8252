import { describe, expect, it } from 'vitest';
import { leavesGroupsOut, personOf } from './claims.js';
import type { OpenIdOptions } from './openid-options.js';

const options: OpenIdOptions = {
  issuer: 'https://login.example.com',
  clientId: 'portal',
  scope: 'openid',
  subjectClaim: 'sub',
  loginClaim: 'preferred_username',
  groupsClaim: 'groups',
  newAccounts: true,
  encryptionKey: '',
};
const claims = { iss: options.issuer, sub: '1', preferred_username: 'ada' };

describe('groups that Entra ID leaves out', () => {
  const overage = {
    ...claims,
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: 'x' } },
  };

  it('are noticed, and are none', () => {
    expect(leavesGroupsOut(overage, options)).toBe(true);
    expect(personOf(overage, options).groups).toEqual([]);
  });

  it.each([
    ['there are groups', { ...overage, groups: ['a'] }],
    ['nothing is said of them', claims],
    ['others are left out', { ...claims, _claim_names: { roles: 'src1' } }],
    ['what stands there is no object', { ...claims, _claim_names: 'groups' }],
    ['what stands there is null', { ...claims, _claim_names: null }],
  ])('are not where %s', (_, said) => expect(leavesGroupsOut(said, options)).toBe(false));

  it('are not where nobody asks for groups', () =>
    expect(leavesGroupsOut(overage, { ...options, groupsClaim: undefined })).toBe(false));
});
