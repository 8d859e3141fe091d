import { keepPicture } from '../../../views/client/student/picture';

const picture = new Blob(['picture'], { type: 'image/png' });
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)';

let downloads: string[];
/** A browser that notes what is downloaded. */
function browse(navigator: { userAgent: string; canShare?(): boolean; share?: jest.Mock }): void {
  const createElement = () => {
    const link = { download: '', click: () => downloads.push(link.download) };
    return link;
  };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  Object.defineProperty(globalThis, 'document', { value: { createElement }, configurable: true });
}

const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
beforeEach(() => {
  jest.useFakeTimers();
  downloads = [];
});
afterEach(() => {
  jest.useRealTimers();
  if (before) Object.defineProperty(globalThis, 'navigator', before);
  Reflect.deleteProperty(globalThis, 'document');
});

describe('a picture', () => {
  it('goes where the reader of an iPhone says', async () => {
    const share = jest.fn(async (_shared: { files: File[] }) => undefined);
    browse({ userAgent: iPhone, canShare: () => true, share });
    await keepPicture(picture, 'code.png');
    expect(share.mock.calls.map(([{ files }]) => files.map(({ name, type }) => [name, type]))).toEqual([
      [['code.png', 'image/png']],
    ]);
    expect(downloads).toEqual([]);
  });

  it.each([
    ['is kept nowhere when the reader calls it off', 'AbortError', []],
    ['is downloaded when an iPhone does not share it', 'NotAllowedError', ['code.png']],
  ])('%s', async (_name, error, downloaded) => {
    const share = jest.fn(() => Promise.reject(new DOMException('', error)));
    browse({ userAgent: iPhone, canShare: () => true, share });
    await keepPicture(picture, 'code.png');
    expect(downloads).toEqual(downloaded);
  });

  it.each([
    [
      'on other phones',
      { userAgent: 'Mozilla/5.0 (Linux; Android 14)', canShare: () => true, share: jest.fn() },
    ],
    ['on an iPhone that shares no files', { userAgent: iPhone }],
  ])('is downloaded %s', async (_name, navigator) => {
    browse(navigator);
    await keepPicture(picture, 'code.png');
    expect(downloads).toEqual(['code.png']);
  });
});
