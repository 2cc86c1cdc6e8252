import { describe, expect, it } from 'vitest';
import { parseDiscovery } from './discovery-parse.js';
import { publishDiscovery } from './discovery-publish.js';
import { type Discovery, DiscoveryError } from './discovery.js';

const inApp = (inner: string, app = 'name="Word"') =>
  `<wopi-discovery><net-zone name="external-https"><app ${app}>${inner}</app></net-zone></wopi-discovery>`;
const actionsOf = (xml: string) => parseDiscovery(xml).zones[0]?.apps[0]?.actions;

const DOCUMENT = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<wopi-discovery>
  <net-zone name="external-https">
    <app name="Word" favIconUrl="https://office.test/fav.ico" checkLicense="true" bootstrapperUrl="https://office.test/b.js"
         applicationBaseUrl="https://office.test" staticResourceOrigin="https://static.test">
      <!-- comment -->
      <action name="view" ext="docx" default="true" urlsrc="https://office.test/wv?&lt;ui=UI_LLCC&amp;&gt;"/>
      <action name="edit" ext="docx" requires="locks,update" useParent="false" unknown="x" urlsrc="https://office.test/we?"/>
      <action name="convert" ext="doc" targetext="docx" newext="docx" urlsrc="https://office.test/wc?"/>
      <action name="getinfo" ext="" progid="Word.Document" urlsrc="https://office.test/info"/>
      <strange><action name="view" ext="evil" urlsrc="https://office.test/"/></strange>
    </app>
  </net-zone>
  <net-zone name="internal-http"/>
  <proof-key oldvalue="ov" oldmodulus="om" oldexponent="oe" value="v" modulus="m" exponent="e"/>
</wopi-discovery>`;

describe('parseDiscovery', () => {
  it('reads zones, apps, actions and the proof key', () => {
    expect(parseDiscovery(DOCUMENT)).toEqual({
      zones: [
        {
          name: 'external-https',
          apps: [
            {
              name: 'Word',
              favIconUrl: 'https://office.test/fav.ico',
              checkLicense: true,
              bootstrapperUrl: 'https://office.test/b.js',
              applicationBaseUrl: 'https://office.test',
              staticResourceOrigin: 'https://static.test',
              actions: [
                { name: 'view', ext: 'docx', default: true, urlsrc: 'https://office.test/wv?<ui=UI_LLCC&>' },
                {
                  name: 'edit',
                  ext: 'docx',
                  requires: 'locks,update',
                  useParent: false,
                  urlsrc: 'https://office.test/we?',
                },
                {
                  name: 'convert',
                  ext: 'doc',
                  targetext: 'docx',
                  newext: 'docx',
                  urlsrc: 'https://office.test/wc?',
                },
                { name: 'getinfo', progid: 'Word.Document', urlsrc: 'https://office.test/info' },
              ],
            },
          ],
        },
        { name: 'internal-http', apps: [] },
      ],
      proofKey: {
        value: 'v',
        modulus: 'm',
        exponent: 'e',
        oldvalue: 'ov',
        oldmodulus: 'om',
        oldexponent: 'oe',
      },
    });
  });

  it('gives empty proof key values where there are none, and no key where there is no element', () => {
    expect(parseDiscovery('<wopi-discovery><proof-key value="v"/></wopi-discovery>').proofKey).toEqual({
      value: 'v',
      modulus: '',
      exponent: '',
      oldvalue: '',
      oldmodulus: '',
      oldexponent: '',
    });
    expect(parseDiscovery('<wopi-discovery/>')).toEqual({ zones: [] });
  });

  it.each([
    ['javascript:', 'javascript:alert(1)'],
    ['data:', 'data:text/html,x'],
    ['file:', 'file:///etc/passwd'],
    ['a relative address', '/we'],
    ['no host', 'https:///we'],
    ['user info', 'https://office.test@evil.test/'],
    ['a quote', 'https://office.test/&quot;onload=x'],
    ['an apostrophe', 'https://office.test/&apos;onload=x'],
    ['a space', 'https://office.test/a b'],
    ['a line feed', 'https://office.test/&#10;b'],
    ['a backslash', 'https://office.test\\@evil.test/'],
    ['nothing', ''],
  ])('drops an action and an icon whose address has %s', (_, url) => {
    const app = parseDiscovery(
      inApp(
        `<action name="edit" ext="docx" urlsrc="${url}"/><action name="view" ext="docx" urlsrc="https://office.test/?"/>`,
        `name="Word" favIconUrl="${url}"`,
      ),
    ).zones[0]?.apps[0];
    expect(app?.actions.map(({ name }) => name)).toEqual(['view']);
    expect(app).not.toHaveProperty('favIconUrl');
  });

  it.each([
    ['a document type', '<!DOCTYPE wopi-discovery><wopi-discovery/>', /document type/],
    [
      'an entity',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><wopi-discovery>&e;</wopi-discovery>',
      /document type/,
    ],
    ['an unknown entity', '<wopi-discovery>&boom;</wopi-discovery>', /well-formed/],
    ['a web page', '<html><body>Sign in</body></html>', /not a WOPI discovery/],
    ['sloppy HTML', '<!doctype html><p>hello', /document type|well-formed/],
    ['a cut document', DOCUMENT.slice(0, 700), /well-formed/],
    ['two roots', '<wopi-discovery/><wopi-discovery/>', /well-formed/],
    ['no element', 'hello', /well-formed/],
    ['nothing', '', /well-formed/],
    ['two proof keys', '<wopi-discovery><proof-key/><proof-key/></wopi-discovery>', /more than one/],
    ['nine levels', `<wopi-discovery>${'<a>'.repeat(8)}${'</a>'.repeat(8)}</wopi-discovery>`, /deeply/],
    ['3 MiB', `<wopi-discovery>${' '.repeat(3 * 1024 * 1024)}</wopi-discovery>`, /2 MiB/],
    ['2 MiB in bytes only', `<wopi-discovery>${'ä'.repeat(1024 * 1024)}</wopi-discovery>`, /2 MiB/],
    ['20,001 actions', inApp('<action name="a" urlsrc="https://o.test"/>'.repeat(20_001)), /20,000 actions/],
  ])('refuses %s', (_, xml, message) => {
    const attempt = () => parseDiscovery(xml);
    expect(attempt).toThrow(DiscoveryError);
    expect(attempt).toThrow(message);
  });

  it('takes eight levels and 20,000 actions', () => {
    const deep = `<wopi-discovery>${'<a>'.repeat(7)}${'</a>'.repeat(7)}</wopi-discovery>`;
    expect(parseDiscovery(deep)).toEqual({ zones: [] });
    expect(actionsOf(inApp('<action name="a" urlsrc="https://o.test"/>'.repeat(20_000)))).toHaveLength(
      20_000,
    );
  });
});

describe('publishDiscovery', () => {
  it('writes what parseDiscovery reads', () => {
    const discovery = parseDiscovery(DOCUMENT);
    expect(parseDiscovery(publishDiscovery(discovery))).toEqual(discovery);
  });

  it('escapes whatever stands in a value', () => {
    const name = '"<&>\'\t\n\r\u0000\u{1f600}';
    const discovery: Discovery = { zones: [{ name, apps: [{ name, actions: [] }] }] };
    const kept = name.replace('\u0000', '');
    expect(parseDiscovery(publishDiscovery(discovery))).toEqual({
      zones: [{ name: kept, apps: [{ name: kept, actions: [] }] }],
    });
  });

  it('leaves out what is undefined', () => {
    const xml = publishDiscovery({
      zones: [{ name: 'z', apps: [{ name: 'a', favIconUrl: undefined, actions: [] }] }],
    });
    expect(xml).toContain('<app name="a">');
    expect(xml).not.toContain('proof-key');
  });
});
