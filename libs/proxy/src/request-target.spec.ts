import { describe, expect, it } from 'vitest';
import { readTarget } from './request-target.js';

describe('readTarget', () => {
  it('takes the parts as they stand', () => {
    expect(readTarget('/wopi/files/a-_.B.9?access_token=x%2Fy&a')).toEqual({
      resource: 'files',
      id: 'a-_.B.9',
      suffix: '',
      query: '?access_token=x%2Fy&a',
    });
    expect(readTarget('/wopi/files/a.b.c/contents')).toMatchObject({ suffix: '/contents', query: '' });
    expect(readTarget('/wopi/containers/a.b.c/children?')).toMatchObject({
      resource: 'containers',
      query: '?',
    });
  });

  it.each([
    '/wopi/files/123',
    '/wopi/files/a.b',
    '/wopi/files/a.b.c.d',
    '/wopi/files/a.b.c/',
    '/wopi/files/a.b.c/..',
    '/wopi/files/a.b.c/../x',
    '/wopi/files/a.b.c/%2e%2e/x',
    '/wopi/files/a.b.c//contents',
    '/wopi/files/a.b.c/a%2fb',
    '/wopi/files/a.b.c\\contents',
    '/wopi/files/a.b.c#x',
    '/wopi/files/a.b.c?x#y',
    '/wopi/files/a.b.c?x y',
    '/wopi/files/a.b.c?\u00e4',
    '//wopi/files/a.b.c',
    '/wopi/./files/a.b.c',
    '/wopi//files/a.b.c',
    '/WOPI/files/a.b.c',
    'http://proxy/wopi/files/a.b.c',
    '/wopi/files/a%2Eb.c.d',
    '/wopi/other/a.b.c',
    '*',
  ])('refuses %j', (raw) => {
    expect(readTarget(raw)).toBeUndefined();
  });
});
