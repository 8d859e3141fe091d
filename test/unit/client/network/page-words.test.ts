import type { Language } from '../../../../server/core/definition/types';
import { PageWords } from '../../../../views/client/phone/network/page-words';
import type { Part } from '../../../../views/client/phone/network/texts';
import type { Words } from '../../../../views/client/phone/network/words';

const words = (language: Language, parts: Part[]) => ({ reader: { language }, parts }) as unknown as Words;

/** Whose parts come when the test says so. */
function slowly() {
  const asked: { language: Language; come: () => void }[] = [];
  const load = (_name: string, language: Language, parts: Part[]) =>
    new Promise<Words>((resolve) => {
      asked.push({ language, come: () => resolve(words(language, parts)) });
    });
  return { asked, page: new PageWords(words('ru', ['first']), load) };
}

const turns = () => new Promise(setImmediate);

it('a part that was wanted in the language before comes in the one that the page speaks by now', async () => {
  const { asked, page } = slowly();
  const read = page.read('v1', ['first', 'rest']);
  const speak = page.speak('v1', 'kk', ['first']);
  asked[1]!.come();
  await speak;
  asked[0]!.come();
  await turns();
  expect(page.now).toEqual(words('kk', ['first']));
  expect(asked.map(({ language }) => language)).toEqual(['ru', 'kk', 'kk']);
  asked[2]!.come();
  await read;
  expect(page.now).toEqual(words('kk', ['first', 'rest']));
});

it('stays in the language before where the other one is not to be had', async () => {
  const page = new PageWords(words('ru', ['first']), () => Promise.reject(new TypeError()));
  await expect(page.speak('v1', 'kk', ['first'])).rejects.toThrow(TypeError);
  expect(page.now).toEqual(words('ru', ['first']));
});
