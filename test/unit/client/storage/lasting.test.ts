import { endingOf, isInApp, persist } from '../../../../views/client/phone/storage/lasting';

const android = 'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const chrome = `${android} Chrome/140.0.0.0 Mobile Safari/537.36`;
const webView = chrome.replace('SM-A155F', 'SM-A155F; wv').replace('Chrome', 'Version/4.0 Chrome');
const safari = `${iPhone} Version/18.5 Mobile/15E148 Safari/604.1`;
const firefox = 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
const firefoxAtDesk = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** What a browser says of itself. */
const browser = ({ userAgent = chrome, vendor = '', storage = {}, state = 'prompt' }) =>
  ({ userAgent, vendor, storage, permissions: { query: async () => ({ state }) } }) as unknown as Navigator;

const lasting = { getDirectory: async () => ({}) };
const refused = { getDirectory: () => Promise.reject(new DOMException('', 'SecurityError')) };

describe('a browser inside an app', () => {
  it.each([
    ['Telegram for Android', `${webView} Telegram-Android/11.4.2 (Samsung SM-A155F; Android 14; SDK 34)`],
    ['a WebView of any app', webView],
    ['Instagram for Android', `${webView} Instagram 350.0.0.0 Android`],
    ['Facebook for Android', `${webView} [FB_IAB/FB4A;FBAV/480.0.0.0;]`],
    ['Instagram for iPhone', `${iPhone} Mobile/15E148 Instagram 350.0.0.0 (iPhone15,2; iOS 18_5)`],
    ['Facebook for iPhone', `${iPhone} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0.0.0;]`],
    ['WhatsApp for iPhone', `${iPhone} Mobile/15E148`],
  ])('is known: %s', (_name, userAgent) => {
    expect(isInApp(userAgent)).toBe(true);
  });

  it.each([
    ['Chrome', chrome],
    ['Safari', safari],
    ['Chrome for iPhone', `${iPhone} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`],
    ['Firefox', firefox],
    ['Samsung Internet', `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
  ])('is not taken for one: %s', (_name, userAgent) => {
    expect(isInApp(userAgent)).toBe(false);
  });
});

describe('what is kept here ends', () => {
  const onHomeScreen = (matches: boolean) => {
    Object.assign(globalThis, { matchMedia: () => ({ matches }) });
  };
  beforeEach(() => onHomeScreen(false));
  afterEach(() => Reflect.deleteProperty(globalThis, 'matchMedia'));

  const apple = { userAgent: safari, vendor: 'Apple Computer, Inc.' };

  it.each([
    { name: 'with another app', given: { userAgent: webView, storage: lasting }, ending: 'app' },
    {
      name: 'with a private window of Firefox',
      given: { userAgent: firefox, storage: refused },
      ending: 'window',
    },
    { name: 'with a private window of Safari', given: { ...apple, storage: refused }, ending: 'window' },
    { name: 'after a week in Safari', given: { ...apple, storage: lasting }, ending: 'week' },
    { name: 'with nothing known in Chrome', given: { storage: lasting }, ending: null },
    { name: 'with nothing known where a browser has no file system', given: {}, ending: null },
  ])('$name', async ({ given, ending }) => {
    expect(await endingOf(browser(given))).toBe(ending);
  });

  it('with nothing known on the home screen of an iPhone', async () => {
    onHomeScreen(true);
    expect(await endingOf(browser({ ...apple, storage: lasting }))).toBeNull();
  });
});

describe('the browser is asked to keep what is here', () => {
  it.each([
    { name: 'in Chromium', given: { userAgent: chrome }, isAsked: true },
    { name: 'in Safari', given: { userAgent: safari }, isAsked: true },
    { name: 'not in Firefox, which would ask the reader', given: { userAgent: firefox }, isAsked: false },
    { name: 'not in Firefox at a desk', given: { userAgent: firefoxAtDesk }, isAsked: false },
    { name: 'in Firefox once it is allowed', given: { userAgent: firefox, state: 'granted' }, isAsked: true },
  ])('$name', async ({ given, isAsked }) => {
    const asked = jest.fn(async () => true);
    await persist(browser({ ...given, storage: { persist: asked } }));
    expect(asked).toHaveBeenCalledTimes(isAsked ? 1 : 0);
  });

  it('nowhere without HTTPS', async () => {
    await expect(persist({ userAgent: chrome } as Navigator)).resolves.toBeUndefined();
  });
});
