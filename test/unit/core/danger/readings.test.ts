import { readings, readLetters } from '../../../../server/core/danger/readings';

const first = (text: string) => readings(text)[0]?.trim();

describe('a message is read', () => {
  it.each([
    ['Өлгім КЕЛЕДІ', 'олгим келеди', 'Kazakh letters as the Russian ones that stand in for them'],
    ['олгым келеды', 'олгим келеди', 'ы as и'],
    ['өмір сүргім', 'омир сургим', 'ү as у'],
    ['қалай қиын, ғой, тәтті, шаһар', 'калаи кин гои тати шахар', 'every letter that Russian lacks'],
    ['ещё моё объявление', 'еше мое обиавление', 'without hard and soft signs'],
    ["hochu umeret'", 'хочу умерет', 'Latin letters as they sound'],
    ['ya ne xo4u jit', 'иа не хочу жит', 'x as х, 4 as ч, j as ж'],
    ['ólgim, ölgim, өlgim', 'олгим олгим олгим', 'the new Kazakh alphabet'],
    ['şeşem jaqyn, ınta', 'шешем жакин инта', 'ş as ш and dotless i'],
    ['shchi, zhizn, chas, kholod', 'ши жизн час холод', 'two Latin letters for one'],
    ['ХОЧУУУУ умерррреть', 'хочу умерет', 'drawn out'],
    ['с у и ц и д', 'суитсид', 'letters set apart by spaces'],
    ['с.у.и.ц.и.д!', 'суитсид .', 'by dots'],
    ['с-у-и_ц и😭д', 'суитсид', 'by anything'],
    ['су*цид, суиц*д', 'сутсид суитсд', 'with a letter hidden'],
    ['су1цид, 4то', 'суитсид что', 'digits in words as the letters they look like'],
    ['мне 14 лет', 'мне 14 лет', 'numbers as they are'],
    ['хочу 😭 умереть 💀', 'хочу умерет', 'without emoji'],
    ['хо\u200bчу у\u0301мереть', 'хочу умерет', 'without what nobody sees'],
    ['𝓱𝓸𝓬𝓱𝓾', 'хочу', 'ornamental letters'],
    ['не могу... жить\nбольше', 'не могу жит болше', 'over a pause and a new line'],
    ['Не хочу. Живу!', 'не хочу . живу .', 'with the ends of its sentences'],
    ['а я и ты', 'а иа и ти', 'short words as words'],
  ])('%j as %j: %s', (text, reading) => {
    expect(first(text)).toBe(reading);
  });

  it('by the looks of its Latin letters too', () => {
    expect(readings('XO4Y YMEPETb')[1]).toBe(' хочу умерет ');
    expect(readings('Хoчy yмepeть')).toContain(' хочу умерет ');
    expect(readings('хочу умереть')).toHaveLength(1);
  });

  it('as nothing where there is nothing to read', () => {
    expect(first('😭😭 !!! 字')).toBe('. . .');
    expect(first('')).toBe('');
  });

  it('as the words of a list are', () => {
    expect(readLetters('Өлгім')).toBe('олгим');
    expect(readLetters('съешь')).toBe('сеш');
  });
});
