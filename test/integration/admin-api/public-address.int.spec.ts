import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Admin } from './fixture.js';
import { type Check, FrontedSite, SELF_TESTED } from './fronted-site.js';

let admin: Admin;
let site: FrontedSite;
let pageHeaders: FrontedSite['pageHeaders'];

beforeAll(async () => {
  site = await FrontedSite.start();
  ({ pageHeaders } = site);
  const { url } = site;
  const own = { HOST_PUBLIC_URL: url, PORTAL_PUBLIC_URL: url, PROXY_PUBLIC_URL: url };
  admin = await Admin.start({ ...own, MAX_FILE_MIB: '16' });
});
beforeEach(() => {
  Object.assign(site, { inFront: () => false, pageHeaders });
});
afterAll(async () => {
  await admin.stop();
  site.stop();
});

/** What is not well, by check, of those whose names begin so. */
async function unwell(beginning: string): Promise<Record<string, string>> {
  const { json } = await admin.get('doctor');
  const found = (json as { checks: Check[] }).checks.filter(
    ({ ok, name }) => !ok && name.startsWith(beginning),
  );
  expect(found.filter(({ change }) => !change)).toEqual([]);
  return Object.fromEntries(found.map(({ name, seen }) => [name, seen]));
}

describe('what stands in front of the processes', () => {
  it('changes no address unseen', async () => {
    site.inFront = (request) => {
      request.url = request.url!.replace('%c3', '%C3');
      return false;
    };
    expect(await unwell('host ')).toEqual({
      'host proof': `path or query of a call to ${site.url} arrive changed`,
    });
  });

  it('loses no header unseen', async () => {
    site.inFront = ({ headers }) => {
      delete headers['x-wopi-oldlock'];
      delete headers.authorization;
      return false;
    };
    expect(await unwell('host ')).toEqual({
      'host headers': 'lost or changed on the way: X-WOPI-OldLock without a value, Authorization',
    });
  });

  it('loses no proof unseen', async () => {
    site.inFront = ({ headers }) => {
      delete headers['x-wopi-proof'];
      return false;
    };
    expect(await unwell('proxy ')).toEqual({
      'proxy proof': `a call signed for ${site.url} is refused: missing`,
    });
  });

  it('refuses no large body unseen', async () => {
    site.inFront = ({ headers }, response) => {
      const refused = Number(headers['content-length'] ?? 0) > 1024 * 1024;
      if (refused) response.writeHead(413, { Connection: 'close' }).end();
      return refused;
    };
    expect(await unwell('host ')).toEqual({
      'host large save': 'a body of 8 MiB is refused: 413',
      'host largest save': 'a body of 16 MiB is refused: 413',
    });
  });

  it('holds no body back unseen', async () => {
    site.inFront = ({ url }) => url!.endsWith('at_once=1');
    expect(await unwell('host ')).toEqual({
      'host largest save': 'nothing is answered before the whole body has come: it is held back on the way',
    });
  });

  it('is no other process, nor one with another key', async () => {
    site.inFront = (_, response) => Boolean(response.writeHead(404).end());
    const checks = ['url', ...SELF_TESTED].map((what) => `host ${what}`);
    expect(Object.keys(await unwell('host ')).sort()).toEqual(checks.sort());
  });

  it('adds no policy to pages of the portal unseen', async () => {
    const added = [String(pageHeaders['Content-Security-Policy']), "frame-src 'none'"];
    site.pageHeaders = { ...pageHeaders, 'Content-Security-Policy': added };
    expect(await unwell('portal ')).toEqual({ 'portal policy': '2 policies; X-Frame-Options: DENY' });
  });
});
