import { localesFolder } from '../../../../server/config';
import { durationText } from '../../../../server/consultations/work/duration.view';
import { loadTexts } from '../../../../server/http/language/i18n';

const texts = loadTexts(localesFolder, (language, key) => {
  throw new Error(`${language}: ${key}`);
});

it.each([
  [null, '—', '—'],
  [0, '0 мин', '0 мин'],
  [0.66, '40 мин', '40 мин'],
  [0.999, '1 сағ', '1 ч'],
  [5.34, '5 сағ 20 мин', '5 ч 20 мин'],
  [8, '8 сағ', '8 ч'],
  [9.999, '10 сағ', '10 ч'],
  [37.4, '37 сағ', '37 ч'],
])('%s hours are told as %s and %s', (hours, kk, ru) => {
  const told = (['kk', 'ru'] as const).map((language) => durationText(hours, texts.for(language)));
  expect(told.map((text) => text.replaceAll('\u00A0', ' '))).toEqual([kk, ru]);
});
