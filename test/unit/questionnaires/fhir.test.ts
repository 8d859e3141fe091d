import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type Definition, itemIds } from '../../../server/core/definition/definition';
import { highestAnswer, optionsOf } from '../../../server/core/definition/items';
import { closedItems, openPages } from '../../../server/core/definition/routing';
import type { Texts } from '../../../server/core/definition/texts';
import type { Answers, Language } from '../../../server/core/definition/types';
import { isMissing } from '../../../server/core/scoring/answers';
import { score } from '../../../server/core/scoring/score';
import { fhirQuestionnaire, type QuestionnaireItem } from '../../../server/questionnaires/fhir/questionnaire';
import { fhirQuestionnaireResponse, type ResponseItem } from '../../../server/questionnaires/fhir/response';
import type { Exported, Extension } from '../../../server/questionnaires/fhir/terms';
import { schemaProblems } from '../../support/documents/fhir-schema';
import { calm, definition, projectRoot, skipped, without } from '../core/support';

const textsIn = (language: Language): Texts =>
  parse(
    readFileSync(join(projectRoot, 'questionnaires', 'self-diagnosis', 'v1', `${language}.yaml`), 'utf8'),
  );

const publicUrl = 'https://self-check.example';
const texts = { kk: textsIn('kk'), ru: textsIn('ru') };
const exported: Exported = { definition, texts, isPublished: true, publicUrl };
const address = `${publicUrl}/api/questionnaires/self-diagnosis/v1`;
const questionnaire = fhirQuestionnaire(exported);

const anAttempt = {
  id: '0d4b9c5e-6a0f-4b8e-9d51-3f0c6a1b2c3d',
  language: 'kk' as Language,
  answers: calm,
  savedAt: new Date('2026-10-05T06:00:00Z'),
  submittedAt: new Date('2026-10-05T06:10:00Z') as Date | null,
};
const responseTo = (answers: Answers, changes: Partial<typeof anAttempt> = {}, of = exported) =>
  fhirQuestionnaireResponse(of, { ...anAttempt, answers, ...changes });

const flat = <Item extends { item?: Item[] }>(items: Item[] = []): Item[] =>
  items.flatMap((item) => [item, ...flat(item.item)]);
const itemsOf = (resource: { item?: ResponseItem[] }) =>
  new Map(flat(resource.item).map((item) => [item.linkId, item]));
const questionOf = (linkId: string, of = questionnaire) =>
  flat(of.item).find((item) => item.linkId === linkId)!;
const weightIn = (extensions: Extension[] = []) =>
  extensions.find(({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/ordinalValue')?.valueDecimal;

const gates = ['B1', 'D1', 'D2', 'D3'];
const allClosed: Answers = { ...calm, B1: 0, D1: 0, D2: 0, D3: 0 };

/** Each item answered, skipped or not reached, gates often answered 0. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...itemIds(definition).map((item) =>
      fc.oneof(
        { arbitrary: fc.nat(gates.includes(item) ? 1 : highestAnswer(definition, item)), weight: 15 },
        { arbitrary: fc.constantFrom(null, undefined), weight: 1 },
      ),
    ),
  )
  .map((drawn) =>
    Object.fromEntries(
      itemIds(definition)
        .map((item, index) => [item, drawn[index]] as [string, number | null | undefined])
        .filter((entry): entry is [string, number | null] => entry[1] !== undefined),
    ),
  );

describe('the questionnaire', () => {
  it('says what it is, in both languages, where it can be read, and that it is provisional', () => {
    const { item: _item, ...head } = questionnaire;
    expect(head).toMatchObject({
      resourceType: 'Questionnaire',
      language: 'kk',
      url: `${address}/fhir.json`,
      version: 'v1',
      name: 'SelfDiagnosis',
      title: exported.texts.kk.title,
      status: 'active',
      experimental: true,
      description: exported.texts.kk.notDiagnosis,
    });
    expect(head).not.toHaveProperty('subjectType');
  });

  it('is a draft until it is published', () => {
    expect(fhirQuestionnaire({ ...exported, isPublished: false }).status).toBe('draft');
  });

  it('asks every question once, in the order of the pages, and lets every one be skipped', () => {
    const questions = flat(questionnaire.item).filter(({ type }) => type === 'choice');
    expect(questions.map(({ linkId }) => linkId)).toEqual(itemIds(definition));
    expect(questions.every(({ required }) => required === false)).toBe(true);
    expect(questionnaire.item.map(({ linkId }) => linkId)).toEqual(
      definition.pages.map(({ id }) => `page.${id}`),
    );
  });

  it('opens each page with its title, its window and its lead', () => {
    const [page] = questionnaire.item;
    const words = exported.texts.kk;
    expect(page!.text).toBe(words.pages.a1!.title);
    expect(page!.item!.slice(0, 3).map(({ type, text }) => [type, text])).toEqual([
      ['display', words.windows.threeMonths],
      ['display', words.pages.a1!.lead],
      ['choice', words.items.A1],
    ]);
  });

  it('leaves the lead out where a page has none', () => {
    const withoutLead = (texts: Texts): Texts => ({
      ...texts,
      pages: { ...texts.pages, a1: { title: texts.pages.a1!.title } },
    });
    const texts = { kk: withoutLead(exported.texts.kk), ru: withoutLead(exported.texts.ru) };
    const [page] = fhirQuestionnaire({ ...exported, texts }).item;
    expect(page!.item!.map(({ linkId }) => linkId).slice(0, 2)).toEqual(['page.a1.window', 'A1']);
  });

  it('has every word in Kazakh and, as its translation, the same word in Russian', () => {
    const pairs: [unknown, unknown][] = [];
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, value] of Object.entries(node)) {
        if (['title', 'description', 'text', 'display'].includes(key)) {
          const extensions = (node as Record<string, { extension: Extension[] }>)[`_${key}`]!.extension;
          expect(extensions.map(({ url }) => url)).toEqual([
            'http://hl7.org/fhir/StructureDefinition/translation',
          ]);
          const [lang, content] = extensions[0]!.extension!;
          expect(lang).toEqual({ url: 'lang', valueCode: 'ru' });
          expect(content!.url).toBe('content');
          pairs.push([value, content!.valueString]);
        }
        walk(value);
      }
    };
    walk(questionnaire);
    const wordsOf = ({ title, notDiagnosis, pages, windows, items, answers }: Texts) => [
      ...[title, notDiagnosis],
      ...definition.pages.flatMap((page) => [
        pages[page.id]!.title,
        windows[page.window],
        pages[page.id]!.lead,
        ...page.items.flatMap((item) => [items[item], ...answers[definition.items[item]!.answers]!]),
      ]),
    ];
    expect(pairs.map(([word]) => word)).toEqual(wordsOf(exported.texts.kk));
    expect(pairs.map(([, word]) => word)).toEqual(wordsOf(exported.texts.ru));
  });

  it.each<[string, string, (number | undefined)[]]>([
    ['a symptom', 'A1', [0, 1, 2, 3, 4]],
    ['a reversed item, turned round as scoring does', 'A3', [4, 3, 2, 1, 0]],
    ['a gate', 'D1', [0, 1, 2, 3, 4]],
    ['a strength', 'G1', [0, 1, 2, 3, 4]],
    ['a check item, which weighs nothing', 'V4', Array(5).fill(undefined)],
  ])('weighs the options of %s', (_, item, weights) => {
    expect(questionOf(item).answerOption!.map(({ extension }) => weightIn(extension))).toEqual(weights);
  });

  it('gives the options of an answer set one code system, and those with words of their own another', () => {
    const own = (texts: Texts): Texts => ({ ...texts, itemAnswers: { A2: ['a', 'b', 'c', 'd', 'e'] } });
    const texts = { kk: own(exported.texts.kk), ru: own(exported.texts.ru) };
    const resource = fhirQuestionnaire({ ...exported, texts });
    const option = (item: string) => questionOf(item, resource).answerOption![2]!.valueCoding;
    expect(option('A1')).toMatchObject({ system: `${address}/answers/frequency`, code: '2' });
    expect(option('A2')).toMatchObject({ system: `${address}/items/A2`, code: '2', display: 'c' });
    expect(option('A3')).toMatchObject({ system: `${address}/answers/frequency`, code: '2' });
  });

  it('writes plain spaces, which is all that the schema takes', () => {
    const texts = {
      ...exported.texts,
      kk: { ...exported.texts.kk, title: 'Соңғы 3\u00a0айда \u2014\u202fекі' },
    };
    const resource = fhirQuestionnaire({ ...exported, texts });
    expect(resource.title).toBe('Соңғы 3 айда \u2014 екі');
    expect(schemaProblems(resource)).toEqual([]);
  });

  it('keeps the rules of R4 that its schema cannot express', () => {
    const all = flat(questionnaire.item);
    const linkIds = all.map(({ linkId }) => linkId);
    expect(new Set(linkIds).size).toBe(linkIds.length); // que-2
    expect(questionnaire.name).toMatch(/^[A-Z]([A-Za-z0-9_]){0,254}$/); // que-0
    for (const one of all) {
      expect((one.item ?? []).length > 0).toBe(one.type === 'group'); // que-1
      expect(one.answerOption !== undefined).toBe(one.type === 'choice'); // que-5
      if (one.type === 'display') expect(one).not.toHaveProperty('required'); // que-6
      if ((one.enableWhen ?? []).length > 1) expect(one.enableBehavior).toBe('any'); // que-12
      for (const { question, operator, answerBoolean, answerCoding } of one.enableWhen ?? []) {
        expect(answerBoolean !== undefined).toBe(operator === 'exists'); // que-7
        expect(answerCoding !== undefined).toBe(operator === '!=');
        expect(linkIds).toContain(question);
      }
    }
  });

  it('has the structure of the public schema, which finds what is wrong', () => {
    expect(schemaProblems(questionnaire)).toEqual([]);
    const [page, ...pages] = questionnaire.item;
    const broken = (change: object) => schemaProblems({ ...questionnaire, ...change });
    expect(broken({ colour: 'red' })).not.toEqual([]);
    expect(broken({ status: 'exported' })).not.toEqual([]);
    expect(broken({ item: [{ ...page, type: 'page' }, ...pages] })).not.toEqual([]);
    expect(broken({ _title: { extension: [{ url: 'lang', valueCode: 7 }] } })).not.toEqual([]);
  });
});

describe('what is open', () => {
  type Reading = 'by the letter' | 'strictly';

  /** R4's enableWhen over the answers of a response; read strictly, `!=` needs an answer to compare with. */
  const enabledIn = (
    resource: ReturnType<typeof fhirQuestionnaire>,
    answers: Answers,
    reading: Reading,
    of: Exported,
  ) => {
    const given = itemsOf(responseTo(answers, { submittedAt: null }, of));
    const codesOf = (linkId: string) =>
      (given.get(linkId)?.answer ?? []).flatMap(({ valueCoding }) =>
        valueCoding ? [`${valueCoding.system}|${valueCoding.code}`] : [],
      );
    const holds = (condition: NonNullable<QuestionnaireItem['enableWhen']>[number]): boolean => {
      const codes = codesOf(condition.question);
      if (condition.operator === 'exists') return codes.length > 0 === condition.answerBoolean;
      const { system, code } = condition.answerCoding!;
      return (reading === 'by the letter' || codes.length > 0) && !codes.includes(`${system}|${code}`);
    };
    const enabled = (items: QuestionnaireItem[] = []): string[] =>
      items
        .filter(({ enableWhen }) => enableWhen === undefined || enableWhen.some(holds))
        .flatMap((item) => [item.linkId, ...enabled(item.item)]);
    return new Set(enabled(resource.item));
  };

  const expectSame = (of: Exported, answers: Answers, resource: ReturnType<typeof fhirQuestionnaire>) => {
    const closed = closedItems(of.definition, answers);
    const open = itemIds(of.definition).filter((item) => !closed.has(item));
    for (const reading of ['by the letter', 'strictly'] as const) {
      const enabled = enabledIn(resource, answers, reading, of);
      expect(itemIds(of.definition).filter((item) => enabled.has(item))).toEqual(open);
      for (const page of openPages(of.definition, answers)) expect(enabled).toContain(`page.${page}`);
    }
  };

  /** Not reached, skipped, 0, more than 0. */
  const states = [undefined, null, 0, 2];
  const combinations = (left: string[]): Answers[] => {
    const [gate, ...others] = left;
    if (gate === undefined) return [{}];
    return combinations(others).flatMap((rest) =>
      states.map((state) => (state === undefined ? rest : { ...rest, [gate]: state })),
    );
  };

  it('is the same for enableWhen as for our routing, whatever the gates say', () => {
    const all = combinations(gates);
    expect(all).toHaveLength(4 ** 4);
    for (const answers of all) expectSame(exported, answers, questionnaire);
  });

  it('leaves no heading of a page without an open question', () => {
    for (const answers of combinations(gates)) {
      const enabled = enabledIn(questionnaire, answers, 'strictly', exported);
      const headings = definition.pages.filter(({ id }) => enabled.has(`page.${id}`)).map(({ id }) => id);
      expect(headings).toEqual(openPages(definition, answers));
    }
  });

  const later = definition.pages.slice(definition.pages.findIndex(({ id }) => id === 'gates') + 1);
  const anyRouting: fc.Arbitrary<Definition['routing']> = fc.array(
    fc.record({
      whenAllZero: fc.subarray(gates, { minLength: 1 }),
      close: fc.subarray(
        later.flatMap(({ items }) => items),
        { minLength: 1 },
      ),
    }),
    { maxLength: 4 },
  );

  it('is the same with any other rules, several for one question too', () => {
    const all = combinations(gates);
    fc.assert(
      fc.property(anyRouting, fc.subarray(all, { minLength: 8, maxLength: 8 }), (routing, some) => {
        const routed = { ...exported, definition: { ...definition, routing } };
        const resource = fhirQuestionnaire(routed);
        for (const answers of some) expectSame(routed, answers, resource);
      }),
      { numRuns: 25 },
    );
  });

  it('nests a question that several rules close in a group for each further rule, in the response too', () => {
    const routing = [
      { whenAllZero: ['B1'], close: ['D4'] },
      { whenAllZero: ['D1', 'D2'], close: ['D4'] },
      { whenAllZero: ['D3'], close: ['D4'] },
    ];
    const of = { ...exported, definition: { ...definition, routing } };
    const resource = fhirQuestionnaire(of);
    const outer = questionOf('rule.D4.3', resource);
    expect(outer.item!.map(({ linkId }) => linkId)).toEqual(['rule.D4.2']);
    expect(outer.item![0]!.item!.map(({ linkId }) => linkId)).toEqual(['D4']);
    expect(schemaProblems(resource)).toEqual([]);
    const response = responseTo(calm, {}, of);
    const group = itemsOf(response).get('rule.D4.3')!;
    expect(group).toMatchObject({ item: [{ linkId: 'rule.D4.2', item: [{ linkId: 'D4' }] }] });
    expect(schemaProblems(response)).toEqual([]);
  });
});

describe('the response', () => {
  it('says which questionnaire was answered, when and in which language, and nothing of the person', () => {
    const { item: _item, ...head } = responseTo(calm, { language: 'ru' });
    expect(head).toEqual({
      resourceType: 'QuestionnaireResponse',
      language: 'ru',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${anAttempt.id}` },
      questionnaire: `${address}/fhir.json|v1`,
      status: 'completed',
      authored: '2026-10-05T06:10:00.000Z',
    });
  });

  it('is in progress until submission, as of the last save', () => {
    const response = responseTo({ A1: 2 }, { submittedAt: null });
    expect(response).toMatchObject({ status: 'in-progress', authored: '2026-10-05T06:00:00.000Z' });
  });

  it.each<[Language, string, string]>([
    ['kk', 'A1', 'Өте жиі'],
    ['ru', 'A1', 'Очень часто'],
  ])('answers in %s with the option’s code, words and weight', (language, item, display) => {
    const answered = itemsOf(responseTo({ ...calm, [item]: 4 }, { language })).get(item)!;
    expect(answered).toEqual({
      linkId: item,
      text: exported.texts[language].items[item],
      answer: [
        {
          valueCoding: {
            extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 4 }],
            system: `${address}/answers/frequency`,
            code: '4',
            display,
          },
        },
      ],
    });
  });

  it('tells answered 0, skipped, closed and not reached apart', () => {
    const items = itemsOf(responseTo({ A1: 0, A2: null, B1: 0, B2: 4 }, { submittedAt: null }));
    expect(items.get('A1')!.answer![0]!.valueCoding!.code).toBe('0');
    expect(items.get('A2')!.answer).toEqual([
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'asked-declined' },
        ],
      },
    ]);
    expect([...items.keys()]).toEqual(['page.a1', 'A1', 'A2', 'page.gates', 'B1']);
  });

  it('has no item where nothing was answered', () => {
    expect(responseTo({}, { submittedAt: null })).not.toHaveProperty('item');
  });

  it('chooses only options that the questionnaire offers, with the same weight, and mirrors its groups', () => {
    const parents = (items: { linkId: string; item?: { linkId: string }[] }[]) =>
      new Map(items.flatMap(({ linkId, item }) => (item ?? []).map((child) => [child.linkId, linkId])));
    const parentInQuestionnaire = parents(flat(questionnaire.item));
    const questions = new Map(flat(questionnaire.item).map((item) => [item.linkId, item]));
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { item } = responseTo(answers);
        const moved = [...parents(flat(item))].filter(
          ([child, parent]) => parentInQuestionnaire.get(child) !== parent,
        );
        expect(moved).toEqual([]);
        for (const { linkId, answer } of flat(item)) {
          const coding = answer?.[0]?.valueCoding;
          if (!coding) continue;
          const offered = questions
            .get(linkId)!
            .answerOption!.find(
              ({ valueCoding }) => valueCoding.system === coding.system && valueCoding.code === coding.code,
            )!;
          expect(weightIn(coding.extension)).toBe(weightIn(offered.extension));
          expect(coding.display).toBe(offered.valueCoding.display);
        }
      }),
    );
  });

  it('weighs as much on every scale as scoring adds', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const scored = score(definition, answers, { age: 25, timings: {} });
        const results = Object.entries(scored.result.scales);
        const given = itemsOf(responseTo(answers));
        for (const [id, scale] of Object.entries(definition.scales)) {
          const result = results.find(([name]) => name === id)![1];
          if (!('items' in scale) || typeof result.score !== 'number') continue;
          const weights = scale.items.map(
            (item) => weightIn(given.get(item)?.answer?.[0]?.valueCoding?.extension) ?? 0,
          );
          const counted = scale.items.filter((item) => !isMissing(scored.answers, item)).length;
          // Sums are prorated for missing answers, the criteria of gambling never.
          const prorated = scale.kind === 'criteria' ? 1 : scale.items.length / counted;
          expect(prorated * weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(result.score, 9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Answers, Partial<typeof anAttempt>]>([
    ['a full attempt', calm, {}],
    ['one in Russian', calm, { language: 'ru' }],
    ['one with skipped questions', { ...calm, ...skipped(['A1', 'D1', 'F3', 'V1']) }, {}],
    ['one in which everything was skipped', skipped(itemIds(definition)), {}],
    ['one with closed gates', allClosed, {}],
    [
      'one under way',
      without(
        calm,
        definition.pages.slice(3).flatMap(({ items }) => items),
      ),
      { submittedAt: null },
    ],
    ['one without answers', {}, { submittedAt: null }],
  ])('of %s has the structure of the public schema', (_, answers, changes) => {
    const response = responseTo(answers, changes);
    expect(schemaProblems(response)).toEqual([]);
    for (const { linkId, item, answer } of flat(response.item)) {
      expect({ linkId, nests: item !== undefined }).toEqual({ linkId, nests: answer === undefined }); // qrs-1
      expect(item ?? answer).not.toEqual([]);
    }
  });

  it('finds what is wrong with a response', () => {
    const response = responseTo(calm);
    expect(schemaProblems({ ...response, authored: '5 October' } as typeof response)).not.toEqual([]);
    expect(
      schemaProblems({ ...response, item: [{ linkId: 'A1', value: 3 }] } as object as typeof response),
    ).not.toEqual([]);
  });

  it('offers as many options as a question has', () => {
    for (const item of itemIds(definition))
      expect(questionOf(item).answerOption!.map(({ valueCoding }) => valueCoding.code)).toEqual(
        optionsOf(definition, item).map(String),
      );
  });
});
