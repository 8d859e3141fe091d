import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemIds } from '../../../server/core/definition/definition';
import { answerTexts } from '../../../server/core/definition/texts';
import { languages } from '../../../server/core/definition/types';
import { recommendationIds } from '../../../server/core/feedback/feedback';
import { loadQuestionnaires, publicationOf, QuestionnaireError } from '../../../server/questionnaires';
import { loadCatalogue } from '../../../server/questionnaires/catalogue';
import { formFields } from '../../../server/questionnaires/rules/ids.rules';
import { pageSchema, stepSchema } from '../../../server/screening/questions/journey.schema';
import { questionnaireFolder } from '../../support/questionnaire-folder';
import { shippedQuestionnaires } from '../../support/questionnaires';
import { quickFolder } from '../../support/quick-folder';
import { projectRoot } from '../core/support';

const published = join(projectRoot, 'questionnaires');

const name = 'self-diagnosis/v1';
const publishedFile = (file: string) => join(published, name, file);

/** A draft may be edited; what holds for a published version, and what words claim, has tests of its own. */
const isOfDraft = (path: string) => !/(published\.json|claims\.yaml)$/.test(path);

const layWhole = (folder: string) => cpSync(published, folder, { recursive: true, filter: isOfDraft });

/** Where the definition is broken, of the languages only whether they can be read is looked at. */
function layDefinition(folder: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  cpSync(publishedFile('definition.yaml'), join(folder, name, 'definition.yaml'));
  for (const language of languages) writeFileSync(join(folder, name, `${language}.yaml`), 'title: a\n');
}

/**
 * The same questionnaire with texts of one word, and limits that let them: looking through the long ones is most of a start,
 * and only the tests of texts are about it. Those of the band high stay whole, with their limits.
 */
let short: string;
const layShort = (folder: string) => cpSync(short, folder, { recursive: true, filter: isOfDraft });

beforeAll(() => {
  short = quickFolder();
  layWhole(short);
  for (const language of languages)
    for (const kind of ['recommendations', 'seniors']) {
      const place = join(short, name, kind, language);
      for (const file of readdirSync(place).filter((one) => !one.endsWith('-high.md')))
        editFile(join(place, file), (text) => text.replace(/\n---\n[\s\S]*$/, '\n---\n\nИә.\n'));
    }
  editFile(join(short, name, 'definition.yaml'), (text) =>
    text.replace(/((?:low|moderate|veryHigh|other|guide): \{ from: )\d+(, to:)/g, '$11$2'),
  );
  const publication = publicationOf(short, name, '2026-11-24');
  writeFileSync(join(short, name, 'published.json'), JSON.stringify(publication));
});
afterAll(() => rmSync(short, { recursive: true }));

const editFile = (file: string, edit: (text: string) => string) =>
  writeFileSync(file, edit(readFileSync(file, 'utf8')));

describe('the published questionnaires', () => {
  const { folder, breakFile } = questionnaireFolder(name, layWhole);

  const { definition, texts, recommendations, hash } = loadQuestionnaires(published).get(name)!;

  it('are what all tests have, which do not read them anew', () => {
    expect(shippedQuestionnaires()).toEqual(loadQuestionnaires(published));
  });

  it('have every sentence and every recommendation in both languages', () => {
    for (const language of languages) {
      expect(Object.keys(texts[language].items).sort()).toEqual(itemIds(definition).sort());
      expect(Object.keys(recommendations[language]).sort()).toEqual(recommendationIds(definition).sort());
      for (const item of itemIds(definition))
        expect(answerTexts(definition, texts[language], item)).toHaveLength(5);
    }
  });

  it('have a hash that only what is asked and scored changes', () => {
    const hashOf = () => loadQuestionnaires(folder()).get(name)!.hash;
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf()).toBe(hash);
    breakFile(
      'definition.yaml',
      '\nid: self-diagnosis\nversion: v1\n',
      '\n# a remark\nversion: v1\nid: self-diagnosis\n',
    );
    breakFile('recommendations/ru/noGaming.md', '---\n\n', '---\n\nПривет!\n\n');
    expect(hashOf()).toBe(hash);
    breakFile('definition.yaml', 'from: 45', 'from: 46');
    const changed = hashOf();
    expect(changed).not.toBe(hash);
    breakFile('kk.yaml', 'title: "', 'title: "1');
    expect(hashOf()).not.toBe(changed);
  });
});

describe('a broken definition stops the start with file, line and reason', () => {
  const { fileOf, breakFile, problems } = questionnaireFolder(name, layDefinition);

  it.each<[name: string, from: string, to: string, reason: string, lineHas?: string]>([
    [
      'a page of nine',
      '[B1, D1, D2, D3]',
      '[B1, D1, D2, D3, A1, A2, A3, A4, A5]',
      'page gates has 9 items, more than 8',
    ],
    [
      'an unknown item on a page',
      '[C1, C2, C3, C4, C5]',
      '[C1, C2, C3, C4, C5, C99]',
      'there is no item C99',
    ],
    [
      'an item on no page',
      'items: [E1, E2, E3, E4, E5, E6] }',
      'items: [E1, E2, E3, E4, E5] }',
      'E6 stands on no page',
      '  E6: {',
    ],
    ['an item on two pages', '[C1, C2, C3, C4, C5]', '[C1, C2, C3, C4, C5, A1]', 'A1 stands on a page twice'],
    ['an item whose id a form cannot carry', '  A1: {', '  A-1: {', 'the id A-1 is not a letter and then'],
    ['an item with the id of a form’s own field', '  A1: {', '  unclear: {', 'the id unclear has a meaning'],
    ['an item with a name of every object', '  A1: {', '  toString: {', 'the id toString has a meaning'],
    [
      'a scale whose id divides',
      '  G:\n    kind: protective',
      '  G-1:\n    kind: protective',
      'the id G-1 is not a letter',
      '  G-1:',
    ],
    ['too many options', 'honesty: 5', 'honesty: 11', '11 options are more than 10'],
    ['more items than a form can carry', 'itemCount: 75', 'itemCount: 101', '101 items are more than 100'],
    ['too long an id of a page', 'id: gates,', 'id: gamesAndMoneyThisYear,', 'has more than 20 signs'],
    ['two texts of one name', '{ text: bullying,', '{ text: Bullied,', 'there are two texts Bullied'],
    [
      'a text for a label that no scale gives',
      'labelTexts: [noGaming',
      'labelTexts: [noGames',
      'no scale gives the label noGames',
    ],
    ['two pages of one name', 'id: a2,', 'id: a1,', 'there are two pages a1', '  - { id: a1,'],
    [
      'one item too few',
      '  G6: { answers: agreement, construct: readiness to change (not scored) }\n',
      '',
      'itemCount is 75, but there are 74 items',
      'itemCount: 75',
    ],
    [
      'an unknown window',
      'id: e, window: threeMonths',
      'id: e, window: oneYear',
      'there is no window oneYear',
    ],
    ['an unknown answer set', 'answers: honesty,', 'answers: truth,', 'there is no answer set truth'],
    [
      'an alias of nothing',
      'answers: honesty,',
      'answers: *honesty,',
      'a *name stands for what is nowhere named',
    ],
    [
      'a rule of routing of another kind',
      '{ whenAllZero: [B1], close',
      '{ when: { item: B1, atLeast: 2 }, skipTo: c1, close',
      'there is no key when, skipTo here: routing knows one rule, whenAllZero and close. When each of the gates',
    ],
    ['an unknown gate', 'whenAllZero: [B1]', 'whenAllZero: [B0]', 'there is no item B0'],
    [
      'a gate that can be closed',
      'close: [D13]',
      'close: [D13, D1]',
      'the gate D1 can itself be closed',
      'whenAllZero: [D1, D2], close',
    ],
    [
      'a follow-up before its gate',
      'close: [D14, D15]',
      'close: [A1]',
      'A1 is not on a later page than the gates that close it',
    ],
    [
      'an unknown item in a scale',
      'items: [A1, A2, A3, A4, A5, A6, A7, A8, A9',
      'items: [Z1, A2, A3, A4, A5, A6, A7, A8, A9',
      'there is no item Z1',
    ],
    [
      'an item counted twice',
      '[F1, F2, F3, F4]\n    bounds',
      '[F1, F2, F3, F3]\n    bounds',
      'F3 is counted twice',
    ],
    [
      'a check item in a scale',
      '[G1, G2, G3, G4, G5]\n    missing',
      '[G1, G2, G3, G4, V3]\n    missing',
      'V3 is a check item',
    ],
    [
      'bands that do not start at 0',
      '{ level: low, from: 0 }',
      '{ level: low, from: 1 }',
      '0 to 1 has no level',
    ],
    [
      'bands that overlap',
      '{ level: high, from: 32 }',
      '{ level: high, from: 23 }',
      'high from 23 leaves nothing for moderate',
    ],
    [
      'a band above the range',
      '{ level: veryHigh, from: 28 }',
      '{ level: veryHigh, from: 41 }',
      'veryHigh from 41 is above the highest score 40',
    ],
    [
      'two bands of one name',
      '{ band: moderate, remind',
      '{ band: low, remind',
      'there are two bands low',
      '  - { band: low, remind',
    ],
    [
      'a band that no scale has',
      '{ band: moderate, remind',
      '{ band: middling, remind',
      'no scale has the band middling',
      '  - { band: middling',
    ],
    [
      'a band that is not known',
      '{ level: high, from: 20 }',
      '{ level: hihg, from: 20 }',
      'there is no band hihg',
    ],
    [
      'bands in another order than that of the definition',
      '{ level: moderate, from: 14 }',
      '{ level: veryHigh, from: 14 }',
      'high is not above veryHigh in the order of the bands',
      '{ level: high, from: 20 }',
    ],
    [
      'a band that is not high above one that is',
      'band: veryHigh, isHigh: true, asksWarmly',
      'band: veryHigh, asksWarmly',
      'veryHigh must be isHigh, as high below it is',
    ],
    [
      'a band that asks less warmly than one below it',
      'band: veryHigh, isHigh: true, asksWarmly: true',
      'band: veryHigh, isHigh: true',
      'veryHigh must be asksWarmly, as high below it is',
    ],
    [
      'a calm band above one that is not',
      'band: high, isHigh: true',
      'band: high, isCalm: true',
      'high cannot be isCalm, as moderate below it is not',
    ],
    [
      'a band both calm and high',
      'band: low, isCalm: true',
      'band: low, isHigh: true, isCalm: true',
      'low cannot be calm and high',
    ],
    ['a reminder in the far future', 'remindAfterWeeks: 13', 'remindAfterWeeks: 53', 'it must be at most 52'],
    [
      'a band of fewer points than one below it',
      'remindAfterWeeks: 4, points: 2',
      'remindAfterWeeks: 4, points: 7',
      'high has fewer points than moderate below it',
      '{ band: high, isHigh',
    ],
    [
      'a window that no page has',
      'windows:\n  threeMonths: { months: 3 }',
      'windows:\n  sixMonths: { months: 6 }\n  threeMonths: { months: 3 }',
      'no page has the window sixMonths',
      '  sixMonths:',
    ],
    [
      'answers that no item has',
      'honesty: 5 #',
      'truth: 3\n  honesty: 5 #',
      'no item has the answers truth',
      '  truth: 3',
    ],
    [
      'a harm item that confirms nothing',
      'answers: frequency, construct: good mood',
      'answers: frequency, role: harm, construct: good mood',
      'no scale with a harm rule counts the harm item F1',
    ],
    [
      'a scale that counts twice',
      'overall: { scales: [A, B, C, D]',
      'overall: { scales: [A, B, C, A]',
      'there are two scales A',
    ],
    ['a scale that is told twice', 'more: [F, E, G]', 'more: [F, E, F]', 'there are two scales F'],
    [
      'a scale in both lists',
      'more: [F, E, G]',
      'more: [F, E, A]',
      'A is told among feedback.scales already',
    ],
    [
      'more fast pages than there are',
      'fastPages: { pages: 2,',
      'fastPages: { pages: 20,',
      'there are only 12 pages',
    ],
    [
      'a sum that is never reached',
      'sumOf: [F5, F6], atLeast: 6',
      'sumOf: [F5, F6], atLeast: 9',
      'the sum is 8 at most',
    ],
    [
      'an answer that is never given',
      'when: { item: E4, atLeast: 1 }',
      'when: { item: E4, atLeast: 2, atMost: 1 }',
      'no answer is at least 2 and at most 1',
    ],
    [
      'an answer that is never given, asked in two places',
      'when: { all: [{ item: D13, atLeast: 1 }, { ageUnder: 18 }] }',
      'when: { all: [{ item: D13, atLeast: 3 }, { ageUnder: 18 }, { item: D13, atMost: 1 }] }',
      'no answer to D13 is at least 3 and at most 1',
    ],
    [
      'an age at which nobody takes part',
      'when: { all: [{ item: D13, atLeast: 1 }, { ageUnder: 18 }] }',
      'when: { all: [{ item: D13, atLeast: 1 }, { ageUnder: 13 }] }',
      'nobody who takes part is younger than 13',
    ],
    [
      'the score of a scale without one',
      'scale: F, scoreAtMost: 4',
      'scale: E, scoreAtMost: 4',
      'E has no score',
    ],
    ['a flag without points', '{ flag: money, points: 16, when', '{ flag: money, when', 'flags.1.points:'],
    [
      'an age that never counts',
      '{ under: 18, points: 4 }',
      '{ under: 15, points: 4 }',
      'under 15 never counts after under 16',
    ],
    [
      'an older student before a younger one',
      '{ under: 18, points: 4 }',
      '{ under: 18, points: 9 }',
      'under 18 must have fewer points than under 16',
    ],
    [
      'a case that is never important',
      'soonFrom: 12',
      'soonFrom: 49',
      'the bands together have 48 points at most',
    ],
    ['a condition on an unknown band', 'anyBandFrom: veryHigh', 'anyBandFrom: huge', 'there is no band huge'],
    [
      'a strength below an unknown band',
      'onlyBelow: { G5: moderate',
      'onlyBelow: { G5: huge',
      'there is no band huge',
    ],
    [
      'texts of a band without a length',
      '      high: { from: 200, to: 260 }\n',
      '',
      'the texts of the band high have no length',
      '    bands:',
    ],
    [
      'a length for texts of an unknown band',
      '      low: { from: 80, to: 120 }',
      '      huge: { from: 80, to: 120 }',
      'there is no band huge',
    ],
    [
      'a band that no rule reaches',
      'band: veryHigh, criteriaFrom: 6',
      'band: high, criteriaFrom: 6',
      'no rule reaches veryHigh',
      '    bands: [low, moderate, high, veryHigh]',
    ],
    [
      'a rule for a band that the scale does not have',
      'bands: [low, moderate, high, veryHigh]',
      'bands: [low, moderate, high]',
      'the scale has no band veryHigh',
      'criteriaFrom: 6',
    ],
    [
      'a band that stands and that the scale does not have',
      'standsFrom: high',
      'standsFrom: huge',
      'the scale has no band huge',
    ],
    [
      'a scale with one band',
      'bounds:\n      - { level: low, from: 0 }\n      - { level: moderate, from: 13 }\n      - { level: high, from: 18 }\n      - { level: veryHigh, from: 26 }',
      'bounds:\n      - { level: low, from: 0 }',
      'one band alone says nothing',
      '    bounds:',
    ],
    [
      'a band that the scale does not have',
      '      - { level: veryHigh, from: 26 }\n    # Five of nine criteria is the convention for gaming disorder; "often" is taken as endorsement [P].\n    manyStrong: { band: high',
      '    manyStrong: { band: veryHigh',
      'the scale has no band veryHigh',
      'manyStrong',
    ],
    ['a cap that caps nothing', 'cap: moderate', 'cap: high', 'high is not below high', 'cap: high'],
    [
      'a word that no result says',
      'isOneOf: [tip, moderateTip]',
      'isOneOf: [tip, strongTip]',
      'level of loot is never strongTip',
      'scale: loot',
    ],
    [
      'a property that no result has',
      'property: victim',
      'property: bully',
      'bully of E is never occasional',
      'bullied',
    ],
    [
      'gambling cut-offs out of order',
      'band: high, sumFrom: 11',
      'band: high, sumFrom: 3',
      'high from 3 leaves nothing for moderate',
    ],
    [
      'more criteria than there are',
      'band: veryHigh, criteriaFrom: 6',
      'band: veryHigh, criteriaFrom: 10',
      'is above the highest value 9',
    ],
    [
      'a criterion that is no item of the scale',
      'except: { D11: 1, D12: 1 }',
      'except: { D11: 1, D13: 1 }',
      'D13 is no item of this scale',
    ],
    [
      'a scale without harm items',
      '[C1, C2, C3, C4, C5, C6, C7, C8, C9, C10]',
      '[C1, C2, C3, C4, C5, C7, C9, C10]',
      'no item of this scale is a harm item',
      '    harm: *harm',
    ],
    [
      'nothing left to score',
      'missingAllowed: 2',
      'missingAllowed: 10',
      'at least one answer is needed for a score',
    ],
    ['an unknown item in a flag', 'sumOf: [F5, F6]', 'sumOf: [F5, F7]', 'there is no item F7'],
    [
      'an answer that does not exist in a flag',
      '{ item: E4, atLeast: 1 }',
      '{ item: E4, atLeast: 5 }',
      'E4 has no answer above 4',
    ],
    [
      'an unknown scale in a flag',
      '{ scale: F, scoreAtMost: 4 }',
      '{ scale: H, scoreAtMost: 4 }',
      'there is no scale H',
    ],
    [
      'a flag that asks for the verdict',
      'when: { item: E4, atLeast: 1 }',
      'when: { verdict: [valid] }',
      'not known here',
    ],
    [
      'a band rule that asks for a result',
      'when: { item: D13, atLeast: 1 } }',
      'when: { anyBandFrom: high } }',
      'not known here',
    ],
    [
      'a choice of texts that asks who somebody is',
      'when: { verdict: [doubtful, excluded] }',
      'when: { profile: status, isOneOf: [working] }',
      'not known here',
    ],
    [
      'readers of a status that there is none of',
      'isOneOf: [school-lower, school-upper, college] }',
      'isOneOf: [school] }',
      'isOneOf.0: it must be one of: school-lower,',
    ],
    [
      'a condition inside of one that is turned round',
      '{ not: { anyBandFrom: high } }',
      '{ not: { anyBandFrom: huge } }',
      'there is no band huge',
    ],
    [
      'two steps for today of one name',
      '{ sentence: choose, when',
      '{ sentence: keep, when',
      'there are two sentences keep',
    ],
    ['a condition without a limit', '{ item: E4, atLeast: 1 }', '{ item: E4 }', 'a limit is missing'],
    [
      'a condition of an unknown kind',
      'when: { item: E4, atLeast: 1 }',
      'when: { weather: rain }',
      'this is no condition that the engine knows',
    ],
    [
      'a rule of an unknown kind',
      'band: high, sumFrom: 11',
      'band: high, meanFrom: 11',
      'this is no rule that a criteria scale knows',
    ],
    ['two flags of one name', 'flag: money', 'flag: threat', 'there are two flags threat'],
    [
      'two quality points of one name',
      'point: impossible',
      'point: instructed',
      'there are two points instructed',
    ],
    [
      'a point of an unknown kind',
      'fastPages: { pages: 2, msPerItem: 2000 }',
      'slowPages: 2',
      'this is no point that the engine knows',
    ],
    [
      'a gate that closes nothing',
      'answers: frequency, construct: good mood',
      'answers: frequency, role: gate, construct: good mood',
      'the gate F1 closes nothing',
    ],
    [
      'a gate that does not say so',
      'plays games, role: gate',
      'plays games',
      'B1 closes others and must have the role gate',
    ],
    [
      'an overall of a scale without bands',
      'overall: { scales: [A, B, C, D]',
      'overall: { scales: [A, B, C, E]',
      'there is no scale E with bands',
    ],
    ['an unknown scale in the feedback', 'wordsOnly: [D]', 'wordsOnly: [E]', 'feedback has no scale E'],
    ['a misspelt key', 'reversed: true', 'revresed: true', 'there is no key revresed here'],
    [
      'a reversed item where nothing turns it round',
      'F1: { answers: frequency, construct: good mood }',
      'F1: { answers: frequency, construct: good mood, reversed: true }',
      'F1 is reversed, which a scale of kind wellbeing does not know',
      '    items: [F1, F2, F3, F4]',
    ],
    ['a strength that is none', 'onlyBelow: { G5: moderate', 'onlyBelow: { A1: high', 'A1 is no strength'],
    [
      'a length from above to',
      'low: { from: 80, to: 120 }',
      'low: { from: 130, to: 120 }',
      'from is above to',
    ],
    ['a cut-off that is no number', 'from: 45', 'from: many', 'it must be a number'],
    [
      'a contradiction of an unknown item',
      'items: [A1, A3], differenceFrom',
      'items: [A1, A33], differenceFrom',
      'there is no item A33',
    ],
    ['excluded before doubtful', 'excludedFrom: 3', 'excludedFrom: 2', 'excluded must start above doubtful'],
    [
      'a folder of another name',
      'version: v1',
      'version: v2',
      'id and version are self-diagnosis/v2, the folder is self-diagnosis/v1',
    ],
  ])('%s', (_, from, to, reason, lineHas = to.split('\n')[0]!) => {
    breakFile('definition.yaml', from, to);
    const found = problems().find((problem) => problem.includes(reason));
    expect(found).toMatch(/^definition\.yaml:\d+: ./);
    const line = Number(/:(\d+):/.exec(found!)![1]);
    expect(readFileSync(fileOf('definition.yaml'), 'utf8').split('\n')[line - 1]).toContain(lineHas);
  });

  it('YAML that cannot be read', () => {
    const line = breakFile('definition.yaml', 'scales: [A, B, C, D]', 'scales: [A, B, C, D');
    const [problem] = problems();
    expect(Number(/^definition\.yaml:(\d+): /.exec(problem!)![1])).toBeGreaterThanOrEqual(line);
  });

  it('a missing definition', () => {
    rmSync(fileOf('definition.yaml'));
    expect(problems()).toEqual(['definition.yaml:1: the file is missing']);
  });
});

describe('broken texts stop the start with file, line and reason', () => {
  const { fileOf, breakFile, problems } = questionnaireFolder(name, layShort);

  it('a sentence that is missing', () => {
    const line = breakFile('kk.yaml', '  A7:', '  A77:');
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^kk\.yaml:\d+: items\.A7: it is missing/),
        expect.stringContaining(`kk.yaml:${line}: items: there is no key A77 here`),
      ]),
    );
  });

  it('an empty sentence', () => {
    const text = readFileSync(fileOf('ru.yaml'), 'utf8');
    const sentence = /\n( {2}C3: ".*")\n/.exec(text)![1]!;
    const line = breakFile('ru.yaml', sentence, '  C3: " "');
    expect(problems()).toEqual([`ru.yaml:${line}: items.C3: the text is empty`]);
  });

  it('a band without a word', () => {
    const line = breakFile('kk.yaml', 'bands: { low: ', 'bands: { slow: ');
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^kk\.yaml:\d+: bands\.low: it is missing/),
        expect.stringContaining(`kk.yaml:${line}: bands: there is no key slow here`),
      ]),
    );
  });

  it('a sentence for today that the definition chooses, but nothing says', () => {
    breakFile('ru.yaml', '\n  choose: ', '\n  chose: ');
    expect(problems()[0]).toMatch(/^ru\.yaml:\d+: today\.choose: it is missing/);
  });

  it.each([
    ['a flag', '    threat:\n', '    thread:\n', 'staff.flags.threat'],
    ['a point of quality', '    instructed: ', '    instructive: ', 'staff.points.instructed'],
    ['a reader of some passages', '    under18: "', '    under19: "', 'staff.readers.under18'],
    ['a label', '  labels:\n    littleHarm: ', '  labels:\n    bigHarm: ', 'staff.labels.littleHarm'],
    ['the name of a text', '    doubtfulAnswers: ', '    answers: ', 'staff.texts.doubtfulAnswers'],
    ['the name of a guide', '    digitalLife: ', '    digital: ', 'staff.texts.digitalLife'],
  ])('staff’s words for %s that are missing', (_, from, to, path) => {
    breakFile('ru.yaml', from, to);
    const [found] = problems();
    expect(found).toMatch(new RegExp(`^ru\\.yaml:\\d+: ${path}: it (is missing|must be)`));
    const line = Number(/:(\d+):/.exec(found!)![1]);
    expect(readFileSync(fileOf('ru.yaml'), 'utf8').split('\n').indexOf('staff:')).toBeLessThan(line);
  });

  it('an answer set with an answer too few', () => {
    const text = readFileSync(fileOf('ru.yaml'), 'utf8');
    const options = /\n( {2}gate: \[.*\])\n/.exec(text)![1]!;
    const line = breakFile('ru.yaml', options, '  gate: ["раз", "два"]');
    expect(problems()).toEqual([`ru.yaml:${line}: answers.gate: there must be 5 answers`]);
  });

  it('a lead that only one language has', () => {
    const line = breakFile('ru.yaml', '    lead:', '    # lead:') - 2;
    expect(problems()).toEqual([`ru.yaml:${line}: pages.a1.lead is missing, though kk.yaml has it`]);
  });

  it('a missing language', () => {
    rmSync(fileOf('kk.yaml'));
    expect(problems()).toEqual(['kk.yaml:1: the file is missing']);
  });
});

const words = (count: number) => `${Array.from({ length: count }, () => 'слово').join('.\n\n')}.\n`;
const recommendationHead = '---\ntitle: "Игры"\nrole: psychologist\ndate: 2026-11-23\n---\n';
const markdownReason = 'only paragraphs, ### headings, lists and **bold** are shown';

describe('broken recommendations stop the start with file, line and reason', () => {
  const { folder, fileOf, problems } = questionnaireFolder(name, layShort);

  const file = 'recommendations/ru/B-high.md';
  const head = recommendationHead;
  const write = (text: string) => writeFileSync(fileOf(file), text);
  const byAge = (groups: string) => head.replace('---\n', `---\nbyAge: ${groups}\n`);

  it.each<[string, string, string]>([
    ['without a head', 'Текст.\n', '1: the file must start with a head between two lines of ---'],
    ['without a text', `${head}\n`, '6: the text is empty'],
    ['with a large heading', `${head}\n# Заголовок\n\n${words(220)}`, `7: ${markdownReason}`],
    ['with HTML', `${head}\nТекст.\n\n<b>Текст</b>\n\n${words(220)}`, `9: ${markdownReason}`],
    ['with a link', `${head}\n[сайт](https://example.org)\n\n${words(220)}`, `7: ${markdownReason}`],
    ['too short', `${head}\n${words(199)}`, '7: the text has 199 words, it must have 200 to 260'],
    ['too long', `${head}\n${words(261)}`, '7: the text has 261 words, it must have 200 to 260'],
    [
      'with a sentence too long',
      `${head}\n${words(220)}\n${'очень '.repeat(15)}длинно.\n`,
      '447: a sentence has 16 words, more than 15: очень очень',
    ],
    [
      'with a Latin letter in a Russian word',
      `${head}\n${words(220)}\nСлoво.\n`,
      '447: Latin and Cyrillic letters are mixed in Слoво',
    ],
    [
      'with a label',
      `${head}\n${words(220)}\nТы игроман.\n`,
      '447: the word игроман is forbidden (forbidden.yaml)',
    ],
    [
      'with an endless word',
      `${head}\n${words(220)}\n${'слово'.repeat(9)}.\n`,
      '447: a word is too long to be shown on a phone: слово',
    ],
    [
      'for readers whom the definition does not name',
      `${head}\n${words(220)}\nДалее [[grown:слово|другое]].\n`,
      '447: the definition names no readers grown',
    ],
    [
      'with half a mark',
      `${head}\n${words(220)}\nДалее [[under18:слово.\n`,
      '7: a passage for some readers is written [[name:for them|for everybody else]]',
    ],
    ['with straight quotes', `${head}\n${words(220)}\n"Слово".\n`, '7: quotation marks are «…» only'],
    [
      'with a wrong date',
      `${head.replace('2026-11-23', 'вчера')}\n${words(220)}`,
      '4: date: the date must be written as 2026-01-31',
    ],
    ['of an unknown role', `${head.replace('psychologist', 'friend')}\n${words(220)}`, '3: role: '],
    ['that says it is agreed', `${head.replace('date', 'agreed: true\ndate')}\n${words(220)}`, '4: '],
    [
      'with an age group missing',
      `${byAge('{ under18: "a", from21: "b" }')}\n${words(220)}`,
      '2: byAge.from18to20: ',
    ],
    [
      'with a label in a paragraph by age',
      `${byAge('{ under18: "Ты лудоман.", from18to20: "a", from21: "b" }')}\n${words(220)}`,
      '2: byAge.under18: the word лудоман is forbidden',
    ],
  ])('%s', (_, text, reason) => {
    write(text);
    const found = problems();
    expect(found.filter((problem) => problem.startsWith(`${file}:${reason}`))).toHaveLength(1);
    expect(found.filter((problem) => !/words, it must have/.test(problem))).toHaveLength(
      /words, it must have/.test(reason) ? 0 : 1,
    );
  });

  it('missing in one language', () => {
    rmSync(fileOf(file));
    expect(problems()).toEqual([`${file}:1: the text is missing, a result can bring it`]);
  });

  it('of a name that no result brings', () => {
    writeFileSync(fileOf('recommendations/kk/A-hihg.md'), `${head}\n${words(100)}`);
    expect(problems()).toEqual(['recommendations/kk/A-hihg.md:1: no result brings this text']);
  });

  it('are read with their head, their text and the paragraphs by age', () => {
    write(`${byAge('{ under18: "a", from18to20: "b", from21: "c" }')}\n### Шаг\n\n${words(219)}\n`);
    const read = loadQuestionnaires(folder()).get(name)!.recommendations.ru['B-high'];
    expect(read).toEqual({
      id: 'B-high',
      kind: 'recommendation',
      title: 'Игры',
      role: 'psychologist',
      date: '2026-11-23',
      byAge: { under18: 'a', from18to20: 'b', from21: 'c' },
      body: `### Шаг\n\n${words(219)}`.trim(),
    });
  });
});

describe('broken guides stop the start with file, line and reason', () => {
  const { fileOf, breakFile, problems } = questionnaireFolder(name, layShort);

  const file = 'seniors/kk/development.md';

  it('missing in one language', () => {
    rmSync(fileOf(file));
    expect(problems()).toEqual([`${file}:1: the text is missing, the definition lists it`]);
  });

  it('without a box for one of the readers', () => {
    const line = breakFile(file, '  teacher:', '  tutor:');
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`${file}:${line}: boxes: there is no key tutor here`),
        expect.stringContaining(': boxes.teacher: '),
      ]),
    );
  });

  it('without sources', () => {
    const text = readFileSync(fileOf(file), 'utf8');
    const sources = /\nsources:\n(?: {2}.*\n)+/.exec(text)![0];
    breakFile(file, sources, '\nsources: []\n');
    expect(problems()).toEqual([expect.stringMatching(/^seniors\/kk\/development\.md:\d+: sources: /)]);
  });

  it('that the definition does not list', () => {
    cpSync(fileOf(file), fileOf('seniors/kk/other.md'));
    expect(problems()).toEqual(['seniors/kk/other.md:1: the definition lists no such guide']);
  });
});

describe('claims stop the start with file, line and reason', () => {
  // What is claimed of a recommendation is looked for in its text.
  const { breakFile, problems } = questionnaireFolder(name, (folder) => {
    layShort(folder);
    for (const part of ['recommendations', 'claims.yaml'])
      cpSync(publishedFile(part), join(folder, name, part), { recursive: true });
  });

  it.each([
    ['of another vocabulary', '{ answered: 1 }', '{ thought: 1 }', 'this is no claim of the vocabulary'],
    ['of an unknown question', '[E5, E6]', '[E5, E7]', 'there is no item E7'],
    [
      'of a sentence that nothing shows',
      '  thanks: []',
      '  thanks: []\n  praise: []',
      'nothing shows praise',
    ],
    ['missing for a sentence', '  recheck: []\n', '', 'it is not said what recheck claims'],
    ['missing for a text', '  A-low:\n', '  A-lower:\n', 'it is not said what A-low claims'],
    [
      'of words that are not there',
      'с играми всё в основном спокойно',
      'с играми всё хорошо',
      'does not say',
    ],
    ['by a pattern that is none', 'says: "ересек|', 'says: "(ересек|', 'the stem is no regular expression'],
  ])('%s', (_name, from, to, reason) => {
    breakFile('claims.yaml', from, to);
    expect(problems()).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^claims\\.yaml:\\d+: .*${reason}`))]),
    );
  });

  it('that are as they came stop nothing', () => {
    expect(problems()).toEqual([]);
  });
});

describe('a sign that nobody sees', () => {
  const { breakFile, problems } = questionnaireFolder(name, layShort);

  it.each([
    ['words that only staff read', 'ru.yaml', 'Угрозы или принуждение', 'staff.flags.threat.title'],
    ['the sources of a guide', 'seniors/ru/development.md', 'sources:\n  - "', 'sources'],
  ])('stops the start in %s', (_where, file, text, place) => {
    const line = breakFile(file, text, `${text}\u200b`);
    expect(problems()).toEqual([expect.stringMatching(new RegExp(`^${file}:${line}: ${place}: .*sees`))]);
  });
});

describe('a question longer than its limit', () => {
  const { fileOf, breakFile, problems } = questionnaireFolder(name, layShort);

  it('stops the start', () => {
    const text = readFileSync(fileOf('kk.yaml'), 'utf8');
    const sentence = /\n( {2}A1: ".*")\n/.exec(text)![1]!;
    const line = breakFile('kk.yaml', sentence, `  A1: "${'сөз '.repeat(15).trim()}."`);
    expect(problems()).toEqual([`kk.yaml:${line}: items.A1: the question has 15 words, more than 14`]);
  });
});

describe('the list of forbidden words', () => {
  const { breakFile, problems } = questionnaireFolder(name, layShort);

  it('is refused with a stem that is no regular expression', () => {
    breakFile('forbidden.yaml', 'stem: "', 'stem: "(');
    expect(problems()).toEqual([
      expect.stringMatching(/^forbidden\.yaml:\d+: (kk|ru)\.\d+\.stem: the stem is no regular expression/),
      ...problems().slice(1),
    ]);
  });
});

describe('a folder that is named wrongly', () => {
  it.each([
    ['is not there', (place: string) => join(place, 'nowhere'), 'there is no such folder'],
    [
      'is a file',
      (place: string) => join(place, 'README.md'),
      'this is a file, a folder of this name is needed',
    ],
    ['leads to itself', (place: string) => join(place, 'round'), 'this is a link that leads to itself'],
    ['lies in a file', (place: string) => join(place, 'README.md', 'own'), 'there is no such folder'],
    ['holds none', (place: string) => join(place, 'empty'), 'no questionnaire lies in it, as <id>/v<N>/'],
  ])('stops the start where it %s', (_, placeIn, reason) => {
    const folder = quickFolder();
    writeFileSync(join(folder, 'README.md'), '');
    mkdirSync(join(folder, 'empty'));
    symlinkSync('round', join(folder, 'round'));
    const place = placeIn(folder);
    expect(() => loadCatalogue([place], [])).toThrow(`${place}: ${reason}`);
    rmSync(folder, { recursive: true });
  });
});

describe('a published version', () => {
  const { folder, fileOf, breakFile, problems } = questionnaireFolder(name, (place) =>
    cpSync(short, place, { recursive: true }),
  );

  it('can be begun, and a draft cannot', () => {
    expect(loadQuestionnaires(folder()).get(name)!.isPublished).toBe(true);
    const names = (ids: string[]) => loadCatalogue([folder()], ids).forEverybody.map(({ name }) => name);
    expect(names(['self-diagnosis'])).toEqual([name]);
    rmSync(fileOf('published.json'));
    expect(loadQuestionnaires(folder()).get(name)!.isPublished).toBe(false);
    expect(() => names(['self-diagnosis'])).toThrow('npm run publish-questionnaire self-diagnosis/v1');
    expect(() => names(['self-diagnosi'])).toThrow('There are: self-diagnosis');
  });

  const edited = (part: string) =>
    new RegExp(`${part} was edited after the version was published on \\d{4}-`);

  it.each([
    ['a cut-off', 'definition.yaml', 'from: 45', 'from: 44', 'scales.A', '  A:\n    kind'],
    ['a question', 'ru.yaml', '  A1: "', '  A1: "Да, ', 'items.A1', '  A1: "'],
    ['an answer', 'kk.yaml', '"Ешқашан"', '"Ешқашанда"', 'answers.frequency', '  frequency:'],
  ])('stops the start when %s was edited', (_, file, from, to, part, line) => {
    breakFile(file, from, to);
    const [problem, ...others] = problems();
    expect(others).toEqual([]);
    expect(problem).toMatch(edited(part));
    const number = Number(/:(\d+): /.exec(problem!)![1]);
    const text = readFileSync(fileOf(file), 'utf8');
    expect(number).toBe(text.slice(0, text.indexOf(line)).split('\n').length);
  });

  it('may have its remarks, recommendations and words for staff changed', () => {
    breakFile('definition.yaml', 'itemCount: 75', '# a remark\nitemCount:   75');
    breakFile('recommendations/ru/noGaming.md', '---\n\n', '---\n\nПривет!\n\n');
    breakFile('ru.yaml', '    littleHarm: "занимает', '    littleHarm: "отнимает');
    expect(problems()).toEqual([]);
  });

  it('is published once, and only without problems', () => {
    expect(() => publicationOf(folder(), name, '2026-11-24')).toThrow('is published already');
    expect(() => publicationOf(folder(), 'self-diagnosis/v9', '2026-11-24')).toThrow(
      'There is no questionnaire',
    );
    rmSync(fileOf('published.json'));
    const publication = publicationOf(folder(), name, '2026-11-24');
    writeFileSync(fileOf('published.json'), JSON.stringify(publication));
    expect(problems()).toEqual([]);
    rmSync(fileOf('published.json'));
    breakFile('ru.yaml', '  A7:', '  A77:');
    expect(() => publicationOf(folder(), name, '2026-11-24')).toThrow(QuestionnaireError);
  });
});

describe('several problems', () => {
  const { folder, fileOf, breakFile, problems } = questionnaireFolder(name, layShort);

  it('of texts that cannot be read are named beside those of the definition', () => {
    breakFile('definition.yaml', 'from: 45', 'from: many');
    const line = breakFile('ru.yaml', 'title: "', 'title: Да: "');
    expect(problems().map((problem) => problem.replace(/: .*/, ''))).toEqual([
      expect.stringMatching(/^definition\.yaml:\d+$/),
      `ru.yaml:${line}`,
    ]);
  });

  it('are all named at one start, of every version', () => {
    mkdirSync(join(folder(), 'other', 'v1'), { recursive: true });
    breakFile('kk.yaml', 'recheck:', 'rechek:');
    rmSync(fileOf('recommendations/ru/B-high.md'));
    const found = problems();
    expect(found.some((problem) => problem.includes(join('other', 'v1', 'definition.yaml')))).toBe(true);
    expect(found.some((problem) => problem.startsWith('kk.yaml:'))).toBe(true);
    expect(found.some((problem) => problem.startsWith('recommendations/ru/B-high.md'))).toBe(true);
  });
});

it('keeps the names of a form’s own fields from items', () => {
  const fields = [...Object.keys(pageSchema.shape), ...Object.keys(stepSchema.shape)];
  expect(formFields.toSorted()).toEqual(fields.toSorted());
});
