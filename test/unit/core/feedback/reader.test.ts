import {
  namedReaders,
  readersOf,
  readFor,
  readForAll,
  readingsOf,
} from '../../../../server/core/feedback/reader';
import { definition } from '../support';

const text = 'Скажи [[under18:взрослому|близкому]].[[pupil: QR-код есть в школе.]]';

describe('a text with passages for some readers', () => {
  it.each<[string[], string]>([
    [[], 'Скажи близкому.'],
    [['under18'], 'Скажи взрослому.'],
    [['pupil'], 'Скажи близкому. QR-код есть в школе.'],
    [['under18', 'pupil'], 'Скажи взрослому. QR-код есть в школе.'],
  ])('is for %j: %s', (readers, read) => {
    expect(readFor(text, readers)).toBe(read);
  });

  it('has each of its words in one of two readings', () => {
    expect(namedReaders(text)).toEqual(['under18', 'pupil']);
    expect(readingsOf(text)).toEqual(['Скажи взрослому. QR-код есть в школе.', 'Скажи близкому.']);
    expect(readingsOf('Скажи другу.')).toEqual(['Скажи другу.']);
  });

  it('may have a point of a list that is another one for others', () => {
    const list = '1. Подожди.\n[[often:2. Посоветуйся.|2. Извинись.]]';
    expect(readFor(list, ['often'])).toBe('1. Подожди.\n2. Посоветуйся.');
  });
});

describe('for whoever looks after the texts', () => {
  const shown = (one: string) => readForAll(one, (name) => name ?? 'others');

  it.each([
    [text, 'Скажи [under18: взрослому; others: близкому]. [pupil: QR-код есть в школе.]'],
    [
      '1. Подожди.\n[[often:2. Посоветуйся.|2. Извинись.]]',
      '1. Подожди.\n2. [often: Посоветуйся.; others: Извинись.]',
    ],
    ['Выбери[[pupil:|, кому звонить]].', 'Выбери[others: , кому звонить].'],
    ['Иди [[pupil:в школу или ]]в поликлинику.', 'Иди [pupil: в школу или] в поликлинику.'],
    ['Скажи другу.', 'Скажи другу.'],
  ])('%j says for whom each passage is: %j', (one, all) => {
    expect(shown(one)).toBe(all);
  });
});

describe('who a reader is', () => {
  const profile = { status: 'working' } as const;

  it('is said by age, status and answers', () => {
    expect(readersOf(definition, { answers: {}, age: 30, profile })).toEqual([]);
    const pupil = { answers: { D13: 1 }, age: 15, profile: { status: 'school-lower' } as const };
    expect(readersOf(definition, pupil)).toEqual(['under18', 'pupil', 'tookMoney']);
  });

  it('holds of nobody where nothing is known of it', () => {
    expect(readersOf(definition, { answers: {}, age: 15 })).toEqual(['under18']);
  });
});
