import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { itemIds } from '../../../server/core/definition/definition';
import type { Texts } from '../../../server/core/definition/texts';
import { languages } from '../../../server/core/definition/types';
import { forbiddenIn, longSentences } from '../../../server/core/text/prose';
import { loadQuestionnaires } from '../../../server/questionnaires';
import { forbiddenSchema, textsSchema } from '../../../server/questionnaires/schema/texts.schema';
import { definition, projectRoot } from '../core/support';
import { isForStudents, passages, placeOf } from './passages';

const folder = join(projectRoot, 'questionnaires', 'self-diagnosis', 'v1');
const readYaml = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

const forbidden = forbiddenSchema.parse(readYaml('forbidden.yaml'));
const schema = textsSchema(definition);
const texts = Object.fromEntries(
  languages.map((language) => [language, schema.parse(readYaml(`${language}.yaml`)) as unknown as Texts]),
) as Record<(typeof languages)[number], Texts>;

describe.each(languages)('forbidden words in %s', (language) => {
  it('stand in no text for students', () => {
    const found = passages
      .filter((passage) => passage.language === language && isForStudents(passage))
      .flatMap((passage) =>
        forbiddenIn(passage.text, forbidden[language]).map((word) => placeOf(passage, word)),
      );
    expect(found).toEqual([]);
  });
});

describe('the list of forbidden words', () => {
  it.each([
    ['kk', 'Инстаграмнан көр'],
    ['kk', 'TikTok-та отырасың'],
    ['kk', 'дота ойнайсың'],
    ['kk', '1xBet-ке тігесің'],
    ['kk', 'Нашақорлар'],
    ['kk', 'Сен тәуелдісің'],
    ['kk', 'Тәуелді адамға айналасың'],
    ['kk', 'Бұған өзің кінәлісің'],
    ['kk', 'Өміріңді құртасың'],
    ['kk', 'Бұл міндетті түрде көмектеседі'],
    ['kk', 'Біз кепілдік береміз'],
    ['kk', 'Сенің диагнозың бар'],
    ['ru', 'листаешь ТикТок'],
    ['ru', 'чат в WhatsApp'],
    ['ru', 'играешь в Майнкрафт'],
    ['ru', 'ставки на Олимпбет'],
    ['ru', 'Ты зависимый человек'],
    ['ru', 'игрозависимых нет, интернет-зависимые есть'],
    ['ru', 'лудоманы'],
    ['ru', 'Ты сам виноват'],
    ['ru', 'Так ты погубишь себя'],
    ['ru', 'Это сломает тебе жизнь'],
    ['ru', 'Мы гарантируем'],
    ['ru', 'Это обязательно поможет'],
    ['ru', 'Твой диагноз'],
    ['ru', 'У тебя игровая зависимость'],
  ] as const)('in %s catches: %s', (language, text) => {
    expect(forbiddenIn(text, forbidden[language])).not.toEqual([]);
  });

  it.each([
    ['kk', 'Бұл диагноз емес. Бұған сен кінәлі емессің.'],
    ['kk', 'Нәтиже алдыңғысына тәуелді емес. Құмар ойын. Ұят саған емес.'],
    ['kk', 'Өтінішті eGov арқылы бер.'],
    ['ru', 'Это не диагноз. Это не твоя вина, стыд не твой.'],
    ['ru', 'От них не зависит, независимо от ответа. Дорога, стимул, лайки.'],
    ['ru', 'Обязательно нажми кнопку, заявление подают через eGov.'],
  ] as const)('in %s leaves alone: %s', (language, text) => {
    expect(forbiddenIn(text, forbidden[language])).toEqual([]);
  });
});

/** By what a sentence says after how long something is. */
const time = {
  kk: /\d|(?<!\p{L})(?:күн|апта|ай(?:дан|да|ға|лық)|жыл|тоқсан)/iu,
  ru: /\d|(?<!\p{L})(?:дн[яе]|день|недел|месяц|квартал|год(?:а|у)?(?!\p{L})|лет(?!\p{L}))/iu,
};

describe('the small questionnaires to begin from', () => {
  const samples = [...loadQuestionnaires(join(projectRoot, 'test', 'questionnaires'))];

  it.each(languages)('name no time in %s to look again, which the calendar has from the band', (language) => {
    const named = samples.map(([name, { texts }]) => [name, texts[language].recheck.match(time[language])]);
    expect(named).toEqual(samples.map(([name]) => [name, null]));
  });

  it.each([
    ['kk', 'Бір айдан кейін қайта қарап шық.'],
    ['kk', 'Екі аптадан кейін қайта қара.'],
    ['kk', 'Бір жылдан кейін қайта қарап шық.'],
    ['ru', 'Загляни сюда снова через месяц.'],
    ['ru', 'Загляни сюда снова через год.'],
    ['ru', 'Загляни сюда через 2 недели.'],
  ] as const)('would name one in %s: %s', (language, text) => expect(text).toMatch(time[language]));
});

const gates = itemIds(definition).filter((item) => definition.items[item]!.answers === 'gate');
const questions = [...gates, 'V4'];

/** What names a circumstance and not what the person does: «Интернет жоқ кезде …», «Если телефона нет рядом, …». */
const circumstance = /^(?:\S+ жоқ кезде|Если [^,]*,)/u;

/**
 * A negated statement answered with "never" would be a double negation. Only whole words are looked for: the Kazakh
 * endings -ма, -ме, -ба, -бе, -па, -пе also begin nouns and other endings, and a check of them would guess.
 */
const negation = { kk: /(?<!\p{L})(?:емес|жоқ)/iu, ru: /(?<!\p{L})(?:не|ни|нет)(?!\p{L})/iu };

describe.each(languages)('the questions in %s', (language) => {
  const items = Object.entries(texts[language].items);

  it('are statements with a full stop, but for the gates and the last question', () => {
    const wrong = items.filter(([item, text]) => !text.endsWith(questions.includes(item) ? '?' : '.'));
    expect(wrong).toEqual([]);
  });

  it('are one sentence each', () => {
    expect(items.filter(([, text]) => /[.?!…]\s/.test(text))).toEqual([]);
  });

  it('negate nothing, so that "never" is no double negation', () => {
    expect(items.filter(([, text]) => negation[language].test(text.replace(circumstance, '')))).toEqual([]);
  });
});

describe.each(languages)('the other sentences in %s', (language) => {
  const own = passages.filter((passage) => passage.kind === 'questionnaire' && passage.language === language);
  const isSentence =
    /^(pages\.\w+\.lead|scales\.\w+\.describes\..*|labels\..*|strengths\..*|thanks|notDiagnosis|recheck)$/;
  const isLabel = /^(title|windows\..*|pages\.\w+\.title|answers\..*|itemAnswers\..*|scales\.\w+\.name)$/;

  it('have no sentence above the limit', () => {
    const long = own.flatMap((passage) =>
      longSentences(passage.text, definition.limits.sentenceWords).map((sentence) =>
        placeOf(passage, sentence),
      ),
    );
    expect(long).toEqual([]);
  });

  it('end as sentences do, and labels as labels', () => {
    const wrong = own.filter(({ path, text }) =>
      isSentence.test(path) ? !/[.?]$/.test(text) : isLabel.test(path) && /[.?!…,;:]$/.test(text),
    );
    expect(wrong.map((passage) => placeOf(passage, passage.text))).toEqual([]);
  });
});
