import { describe, expect, it } from 'vitest';
import { fillActionUrl } from './action-url.js';

const wopiSrc = 'https://host.test/wopi/files/a b?x=1&y';
const SRC = 'WOPISrc=https%3A%2F%2Fhost.test%2Fwopi%2Ffiles%2Fa%20b%3Fx%3D1%26y';
const OFFICE =
  'https://office.test/we/frame.aspx?<ui=UI_LLCC&><rs=DC_LLCC&><dchat=DISABLE_CHAT&><hid=HOST_SESSION_ID&>' +
  '<sc=SESSION_CONTEXT&><wopisrc=WOPI_SOURCE&><IsLicensedUser=BUSINESS_USER&><actnavid=ACTIVITY_NAVIGATION_ID&>';

describe('fillActionUrl', () => {
  it('fills what is known and removes the rest whole', () => {
    expect(fillActionUrl(OFFICE, { wopiSrc })).toBe(
      `https://office.test/we/frame.aspx?${SRC.replace('WOPISrc', 'wopisrc')}`,
    );
    expect(
      fillActionUrl(OFFICE, {
        wopiSrc: 'https://h.test/1',
        ui: 'de-DE',
        rs: 'en-US',
        disableChat: true,
        hostSessionId: 'a&b',
        sessionContext: '<x>',
        businessUser: true,
        activityNavigationId: 'n',
      }),
    ).toBe(
      'https://office.test/we/frame.aspx?ui=de-DE&rs=en-US&dchat=1&hid=a%26b&sc=%3Cx%3E' +
        '&wopisrc=https%3A%2F%2Fh.test%2F1&IsLicensedUser=1&actnavid=n',
    );
  });

  it.each([
    ['https://o.test/frame', `https://o.test/frame?${SRC}`],
    ['https://o.test/frame?', `https://o.test/frame?${SRC}`],
    ['https://o.test/frame?a=1', `https://o.test/frame?a=1&${SRC}`],
    ['https://o.test/frame?a=1&', `https://o.test/frame?a=1&${SRC}`],
    ['https://o.test/frame?<ui=UI_LLCC&>a=1', `https://o.test/frame?a=1&${SRC}`],
    ['https://o.test/frame?a=1#top', `https://o.test/frame?a=1&${SRC}#top`],
    ['https://o.test/frame?<new=BRAND_NEW&><odd', `https://o.test/frame?${SRC}`],
    ['https://o.test/frame?<a><b=C=D&>x=1', `https://o.test/frame?x=1&${SRC}`],
  ])('adds WOPISrc to %s', (urlsrc, url) => {
    expect(fillActionUrl(urlsrc, { wopiSrc })).toBe(url);
  });

  it('fills the placeholders of the validator, which may lack their ampersand', () => {
    const urlsrc = 'https://o.test/v?<testcategory=VALIDATOR_TEST_CATEGORY><showpagestats=PERFSTATS&>';
    expect(fillActionUrl(urlsrc, { wopiSrc, validatorTestCategory: 'OfficeOnline', perfStats: true })).toBe(
      `https://o.test/v?testcategory=OfficeOnline&showpagestats=true&${SRC}`,
    );
  });

  it('leaves out what is false or empty', () => {
    expect(fillActionUrl(OFFICE, { wopiSrc: 'h', disableChat: false, businessUser: false, ui: '' })).toBe(
      'https://office.test/we/frame.aspx?wopisrc=h',
    );
  });

  it('fills the remaining switches', () => {
    const urlsrc =
      'https://o.test/?<na=DISABLE_ASYNC&><vp=DISABLE_BROADCAST&><e=EMBEDDED&><fs=FULLSCREEN&><rec=RECORDING&><thm=THEME_ID&>';
    const all = {
      disableAsync: true,
      disableBroadcast: true,
      embedded: true,
      fullscreen: true,
      recording: true,
    };
    expect(fillActionUrl(urlsrc, { wopiSrc, ...all, themeId: '2' })).toBe(
      `https://o.test/?na=true&vp=true&e=true&fs=true&rec=true&thm=2&${SRC}`,
    );
  });

  it('takes dollar signs and object member names for text', () => {
    expect(fillActionUrl('https://o.test/?<ui=UI_LLCC&><x=constructor&>', { wopiSrc: 'h', ui: '$&' })).toBe(
      'https://o.test/?ui=%24%26&WOPISrc=h',
    );
  });
});
