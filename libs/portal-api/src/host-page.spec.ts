import { describe, expect, it } from 'vitest';
import { hostPage, type HostPage, UnsafeActionUrl, withClientParameters } from './host-page.js';

const OFFICE = 'https://office.example';
const opened: HostPage = {
  actionUrl: `${OFFICE}/we/edit?ui=en-US&WOPISrc=https%3A%2F%2Fwopi.example%2Fwopi%2Ffiles%2F1`,
  accessToken: 'token-of-the-session',
  accessTokenTtl: 1_764_000_000_000,
  favIconUrl: `${OFFICE}/word.ico`,
  appName: 'Word',
  clientOrigins: [OFFICE],
  fileName: 'Report.docx',
  closeUrl: '/',
};

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>\`\${alert(3)}&amp;</title></body>.docx`;

const policy = (page: HostPage) =>
  Object.fromEntries(
    hostPage(page, 'N')
      .headers['Content-Security-Policy']!.split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );
const count = (text: string, part: string) => text.split(part).length - 1;

describe('hostPage', () => {
  it('posts token and its end into a frame, and has the token nowhere else', () => {
    const { body } = hostPage(opened);
    expect(body).toContain('<input name="access_token" value="token-of-the-session" type="hidden">');
    expect(body).toContain('<input name="access_token_ttl" value="1764000000000" type="hidden">');
    expect(body).toContain('target="office_frame"');
    expect(body).not.toContain('<iframe');
    expect(count(body, 'token-of-the-session')).toBe(1);
  });

  it('gives the frame the sandbox that Microsoft demands', () => {
    expect(hostPage(opened).body).toContain(
      'data-sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation allow-popups-to-escape-sandbox"',
    );
  });

  it.each(['collabora', 'onlyoffice'] as const)('lets %s download and ask, too', (profile) => {
    expect(hostPage({ ...opened, profile }).body).toContain(
      'allow-popups-to-escape-sandbox allow-downloads allow-modals"',
    );
  });

  it('lets the client use the clipboard, and nobody else', () => {
    expect(hostPage(opened).body).toContain(
      `data-allow="clipboard-read ${OFFICE}; clipboard-write ${OFFICE}"`,
    );
  });

  it('allows the client its frame and form, its own script by nonce, and nothing more', () => {
    expect(policy(opened)).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'frame-src': [OFFICE],
      'form-action': [OFFICE],
      'script-src': ["'nonce-N'"],
      'style-src': ["'nonce-N'"],
      'img-src': [OFFICE],
    });
  });

  it('has a nonce of its own each time', () => {
    const nonces = [hostPage(opened), hostPage(opened)].map(
      ({ body }) => /<script nonce="([^"]{20,})">/.exec(body)?.[1],
    );
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('is never cached and tells nobody its address', () => {
    expect(hostPage(opened).headers).toMatchObject({
      'Cache-Control': 'no-cache, no-store',
      Expires: '-1',
      Pragma: 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
  });

  it.each(['fileName', 'appName', 'accessToken', 'userId', 'ownerId', 'closeUrl', 'editUrl'] as const)(
    'escapes a hostile %s',
    (name) => {
      const plain = hostPage(opened, 'N').body;
      const { body } = hostPage({ ...opened, [name]: HOSTILE }, 'N');
      expect(count(body, '<script')).toBe(1);
      expect(count(body, '</script')).toBe(1);
      expect(count(body, '</title')).toBe(1);
      expect(count(body, '</body')).toBe(1);
      expect(body).not.toContain('<img');
      expect(body).toContain('&lt;script&gt;');
      // No attribute was ended: quotes of the value are entities, so only new attributes add quotes, in pairs.
      expect((count(body, '"') - count(plain, '"')) % 2).toBe(0);
    },
  );

  it('drops origins that would write into the policy', () => {
    const hostile = [
      OFFICE,
      "https://a;script-src'unsafe-inline'",
      'https://*',
      'https://a,b',
      'javascript:',
      'data:',
      "'unsafe-inline'",
      `${OFFICE}/path`,
      'https://a\nb',
      '*',
      'null',
      '',
    ];
    expect(policy({ ...opened, clientOrigins: hostile })['frame-src']).toEqual([OFFICE]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://elsewhere.example/we/edit',
    `${OFFICE}.evil.example/`,
    `https://user@office.example/`,
    '/relative',
    'not a url',
  ])('refuses to post a token to %s', (actionUrl) => {
    expect(() => hostPage({ ...opened, actionUrl })).toThrow(UnsafeActionUrl);
  });

  it('keeps quotes and markup of an action URL inside its attribute', () => {
    const { body } = hostPage({ ...opened, actionUrl: `${OFFICE}/x?a="><script>alert(1)</script>&b='` });
    expect(count(body, '<script')).toBe(1);
    expect(body).toContain(`action="${OFFICE}/x?a=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&amp;b=%27"`);
  });

  it.each(['javascript:alert(1)', 'data:image/svg+xml,<svg/>', '//x', undefined])(
    'goes without the favicon %s',
    (favIconUrl) => {
      expect(hostPage({ ...opened, favIconUrl }).body).not.toContain('rel="icon"');
      expect(policy({ ...opened, favIconUrl })['img-src']).toBeUndefined();
    },
  );

  it('names user and owner only where they are known', () => {
    expect(hostPage(opened).body).not.toContain('user_id');
    expect(hostPage({ ...opened, userId: 'u1', ownerId: 'o1' }).body).toMatch(
      /"user_id" value="u1"[\s\S]*"owner_id" value="o1"/,
    );
  });
});

describe('withClientParameters', () => {
  const add = (url: string, query: string) => withClientParameters(url, new URLSearchParams(query));

  it('hands on what starts with wd, and nothing else', () => {
    expect(add(`${OFFICE}/e?a=1`, 'action=edit&wdPreviousSession=s%201&wdOrigin=o&x=y&wd=&wd%22=q')).toBe(
      `${OFFICE}/e?a=1&wdPreviousSession=s+1&wdOrigin=o`,
    );
  });

  it.each([
    [`${OFFICE}/e`, `${OFFICE}/e?wdA=1`],
    [`${OFFICE}/e?`, `${OFFICE}/e?wdA=1`],
    [`${OFFICE}/e?a=1&`, `${OFFICE}/e?a=1&wdA=1`],
    [`${OFFICE}/e?a=1#f`, `${OFFICE}/e?a=1&wdA=1#f`],
  ])('joins %s', (url, joined) => {
    expect(add(url, 'wdA=1')).toBe(joined);
  });

  it('leaves the address alone where there is nothing to hand on', () => {
    expect(add(`${OFFICE}/e?a=1#f`, 'action=edit')).toBe(`${OFFICE}/e?a=1#f`);
  });
});
