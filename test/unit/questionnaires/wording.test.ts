/** What holds of every sentence that a student reads: the loader refuses a draft with another one. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicationOf } from '../../../server/questionnaires';
import { projectRoot } from '../../../server/shared/project-root';
import { questionnaireFolder } from '../../support/questionnaire-folder';

const { folder, fileOf, breakFile, problems } = questionnaireFolder('class-quarrels/v1', (place) => {
  const own = join(projectRoot, 'test', 'questionnaires', 'class-quarrels');
  cpSync(own, join(place, 'class-quarrels'), { recursive: true });
});

const reword = (from: string, to: string) => breakFile('ru.yaml', from, to);

const long = 'Иногда бывает так, что одно слово идёт за другим, и конца этому всё ещё нигде не видно.';

describe('a sentence above the limit is refused wherever a student reads it', () => {
  it.each([
    ['title', 'title: "'],
    ['lead', 'lead: "'],
    ['about', 'about: "'],
    ['sources', 'sources: "'],
    ['windows.now', '  now: "'],
    ['pages.friends.title', '  friends: { title: "'],
    ['pages.quarrels.lead', 'lead: "Сначала'],
    ['answers.times.0', '  times: ["'],
    ['bands.calm', 'bands: { calm: "'],
    ['scales.quarrel.name', '    name: "'],
    ['scales.quarrel.describes.band.calm', '        calm: "'],
    ['labels.noQuarrel', '  noQuarrel: "'],
    ['strengths.none', '  none: "'],
    ['thanks', 'thanks: "'],
    ['notDiagnosis', 'notDiagnosis: "'],
    ['recheck', 'recheck: "'],
  ])('%s', (place, from) => {
    const line = reword(from, from.replace('"', `"${long} `));
    expect(problems()).toEqual([`ru.yaml:${line}: ${place}: a sentence has 17 words, more than 14: ${long}`]);
  });

  it('and not where staff read it', () => {
    reword('      text: "', `      text: "${long} `);
    expect(problems()).toEqual([]);
  });
});

describe('what holds of recommendations holds of these sentences', () => {
  it.each([
    [
      'a question above its limit',
      '  Q3: "',
      `  Q3: "${'слово '.repeat(10)}`,
      'items.Q3: the question has 15 words, more than 12',
    ],
    ['a forbidden word', 'thanks: "Спасибо', 'thanks: "Забияки', 'thanks: the word Забияки is forbidden'],
    [
      'letters of two alphabets',
      'Спасибо за',
      'Cпасибо за',
      'thanks: Latin and Cyrillic letters are mixed in Cпасибо',
    ],
    [
      'other quotation marks',
      'Это не оценка',
      'Это „не оценка',
      'notDiagnosis: quotation marks are «…» only',
    ],
    [
      'a control character, which no Word file can hold',
      'Спасибо за',
      'Спасибо\\0 за',
      'thanks: a sign that nobody sees (a control character, a mark that turns the direction) stands in Спасибо\ufffd: ',
    ],
    ['a mark that turns the direction', 'Спасибо за', 'Спа\u202eсибо за', 'thanks: a sign that nobody sees'],
    ['half a sign', 'Спасибо за', 'Спасибо\\ud800 за', 'thanks: a sign that nobody sees'],
    [
      'a pasted address',
      'Спасибо за',
      `Спасибо-${'за'.repeat(20)} за`,
      'thanks: a word is too long to be shown',
    ],
  ])('%s', (_, from, to, reason) => {
    const line = reword(from, to);
    expect(problems().filter((problem) => problem.startsWith(`ru.yaml:${line}: ${reason}`))).toHaveLength(1);
  });
});

it('a sign that nobody sees is told with its line in a recommendation too', () => {
  const file = join('recommendations', 'ru', 'quarrel-calm.md');
  const lines = readFileSync(fileOf(file), 'utf8').trimEnd().split('\n');
  writeFileSync(fileOf(file), `${lines.join('\n')}\u0007\n`);
  expect(problems()).toEqual([
    expect.stringMatching(new RegExp(`^${file}:${lines.length}: a sign that nobody sees .*\ufffd: type`)),
  ]);
});

describe('two texts that nobody could tell apart are refused', () => {
  it.each([
    ['two answers', '"Иногда", "Часто"', '"Часто", "часто"', 'answers.often.2'],
    [
      'two answers of one question',
      'items:\n',
      'itemAnswers: { Q2: ["Да", "Нет", "Нет", "Не знаю"] }\nitems:\n',
      'itemAnswers.Q2.2',
    ],
    [
      'two questions on a page',
      'Ты можешь спокойно сказать, что тебя обидело.',
      'В классе у тебя есть друг или подруга.',
      'items.H4',
    ],
    ['two bands', 'hard: "Трудно"', 'hard: "Непросто"', 'bands.hard'],
    ['two scales', 'name: "Друзья и поддержка"', 'name: "Ссоры"', 'scales.support.name'],
  ])('%s', (_, from, to, place) => {
    const line = reword(from, to);
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`ru.yaml:${line}: ${place}: the same text stands beside it`),
      ]),
    );
  });
});

describe('what was published once', () => {
  const publish = () =>
    writeFileSync(
      fileOf('published.json'),
      JSON.stringify(publicationOf(folder(), 'class-quarrels/v1', '2026-11-24')),
    );
  /** As a rule that came later finds it. */
  const forbidThanks = () => {
    const text = readFileSync(fileOf('forbidden.yaml'), 'utf8');
    writeFileSync(fileOf('forbidden.yaml'), `${text}  - { stem: "спасибо", reason: a later rule }\n`);
  };

  it('is read for ever, whatever its words: it can be mended no more', () => {
    publish();
    forbidThanks();
    expect(problems()).toEqual([]);
    rmSync(fileOf('published.json'));
    expect(problems()).toEqual([
      expect.stringMatching(/^ru\.yaml:\d+: thanks: the word Спасибо is forbidden/),
    ]);
  });

  it('is checked in a language that came later', () => {
    publish();
    forbidThanks();
    const { parts, ...publication } = JSON.parse(readFileSync(fileOf('published.json'), 'utf8'));
    const { 'ru.yaml': _later, ...others } = parts;
    writeFileSync(fileOf('published.json'), JSON.stringify({ ...publication, parts: others }));
    expect(problems()).toHaveLength(1);
  });

  it('is published by nobody with such words', () => {
    forbidThanks();
    expect(publish).toThrow('thanks: the word Спасибо is forbidden');
  });
});
