import { helpView } from '../../../server/core/pages/help.view';
import {
  furtherLines,
  isNumber,
  lineFault,
  noOwnHelp,
  type OwnLine,
} from '../../../server/settings/help/own-help';

const line = (number: string, region: string | null = null, way: 'tel' | 'sms' = 'tel'): OwnLine => ({
  ...{ region, way, number },
  label: { kk: `${number} kk`, ru: `${number} ru` },
});
const [almaty, astana] = ['750000000', '710000000'];

it.each([
  ['150', true],
  ['+7 (727) 300-00-00', true],
  ['8 727 300 00 00', true],
  ['15', false],
  ['1234567890123456', false],
  ['', false],
  ['+', false],
  ['112;tel:900', false],
  ['300-00-00 доб. 5', false],
  ['javascript:1', false],
  ['١١١', false],
])('%j is a number to call: %s', (typed, expected) => {
  expect(isNumber(typed)).toBe(expected);
});

it.each<[string, OwnLine[], OwnLine, ReturnType<typeof lineFault>]>([
  ['a new one', [], line('150'), null],
  ['111, which is there', [], line('1 1 1'), 'taken'],
  ['112 by text message', [], line('112', null, 'sms'), 'taken'],
  ['the same written in another way', [line('+7 727 300')], line('+7727300'), 'taken'],
  ['the same in another region', [line('150', almaty)], line('150', astana), null],
  ['the same to write to', [line('150')], line('150', null, 'sms'), null],
  ['a fifth for everywhere', ['150', '151', '152', '153'].map((one) => line(one)), line('154'), 'tooMany'],
  [
    'a fifth that only one region would read',
    [line('150'), line('151'), line('152'), line('153', almaty)],
    line('154'),
    'tooMany',
  ],
  [
    'a fourth where another region is full',
    [line('150', almaty), line('151', almaty), line('152', almaty), line('153', almaty)],
    line('154', astana),
    null,
  ],
])('adding %s', (_what, lines, added, fault) => {
  expect(lineFault({ ...noOwnHelp, lines }, added)).toBe(fault);
});

describe('what students read', () => {
  const t = ((key: string) => key) as never;
  const textsOf = () => t;
  const numbersIn = (language: 'kk' | 'ru', region: string | null, isText111Confirmed = false) =>
    helpView(
      { t, language },
      furtherLines({ isText111Confirmed, lines: [line('150'), line('+7 (717) 2', astana, 'sms')] }, textsOf),
      region,
    ).map(({ label, href }) => `${href} ${label}`);

  it('are 111 and 112 first, then the lines of everywhere and of their own region', () => {
    const always = ['tel:111 shared:help.lines.tel111', 'tel:112 shared:help.lines.tel112'];
    expect(numbersIn('ru', null)).toEqual([...always, 'tel:150 150 ru']);
    expect(numbersIn('kk', almaty)).toEqual([...always, 'tel:150 150 kk']);
    expect(numbersIn('ru', astana)).toEqual([...always, 'tel:150 150 ru', 'sms:+77172 +7 (717) 2 ru']);
  });

  it('name text messages to 111 only once somebody has tried them', () => {
    expect(numbersIn('ru', null).join()).not.toContain('sms:111');
    expect(numbersIn('ru', null, true)).toContain('sms:111 settings:help.text111');
  });
});
