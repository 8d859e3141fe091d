/** What somebody is shown by a definition, as the claims that its words make; see claims.yaml. */
import { ageGroupOf } from '../../../server/core/attempt/profile';
import { isMet } from '../../../server/core/definition/conditions';
import type { Definition } from '../../../server/core/definition/definition';
import type { Texts } from '../../../server/core/definition/texts';
import { type Language, languages } from '../../../server/core/definition/types';
import { factsOf, feedbackFor, readingOrder } from '../../../server/core/feedback/feedback';
import { readersOf, readFor } from '../../../server/core/feedback/reader';
import { resultSentences } from '../../../server/core/feedback/sentences';
import { todayOf } from '../../../server/core/feedback/today';
import type { Questionnaire } from '../../../server/questionnaires';
import type { Claim, Claims } from '../../../server/questionnaires/schema/claims.schema';
import type { Sheet } from './sheets';

/** What is said where. */
export interface Said {
  place: string;
  claims: Claim[];
}

/** Texts in which each sentence is its own place, so that it is seen which of them are shown. */
function placesOf(texts: Texts): Texts {
  const places = (record: Record<string, string> = {}, prefix: string) =>
    Object.fromEntries(Object.keys(record).map((key) => [key, `${prefix}.${key}`]));
  const scales = Object.entries(texts.scales).map(([id, { describes }]) => {
    const levels = Object.entries(describes).map(([property, words]) => [
      property,
      places(words, `scales.${id}.${property}`),
    ]);
    return [id, { name: id, describes: Object.fromEntries(levels) }];
  });
  return {
    ...texts,
    ...{ thanks: 'thanks', notDiagnosis: 'notDiagnosis', nothing: 'nothing', recheck: 'recheck' },
    scales: Object.fromEntries(scales),
    labels: places(texts.labels, 'label') as Texts['labels'],
    strengths: places(texts.strengths, 'strengths'),
    open: places(texts.open, 'open'),
    today: places(texts.today, 'today'),
  };
}

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

export function wordsOf({ texts, recommendations }: Questionnaire, claims: Claims) {
  const places = placesOf(texts.kk);
  const patterns = Object.fromEntries(
    languages.map((language) => [
      language,
      claims.words[language].map(({ says, claims: all }) => ({ says: new RegExp(says, 'iu'), claims: all })),
    ]),
  );
  const known = new Map<string, Said[]>();
  const once = (key: string, make: () => Said[]): Said[] => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key)!;
  };

  const byWords = (place: string, text: string, language: Language): Said[] =>
    patterns[language]!.filter(({ says }) => says.test(text)).map((one) => ({
      place: `${place} ${language}: ${one.says.source}`,
      claims: one.claims,
    }));

  /** The sentence that stands at a place such as `scales.A.band.low`. */
  const sentenceAt = (place: string, of: Texts): string => {
    const [first = '', second = '', third = '', fourth = ''] = place.split('.');
    if (third === '' && second === '') return String(of[first as keyof Texts] ?? '');
    if (first !== 'scales') return of[first as 'open']?.[second] ?? '';
    return third === 'label' ? of.labels[fourth]! : of.scales[second]!.describes[third]![fourth]!;
  };

  const sentence = (place: string): Said[] =>
    once(place, () => [
      { place, claims: claims.sentences[place]! },
      ...languages.flatMap((language) => byWords(place, sentenceAt(place, texts[language]), language)),
    ]);

  const text = (id: string, readers: string[], age: number): Said[] =>
    once(`${id} ${readers} ${ageGroupOf(age)}`, () =>
      languages.flatMap((language) => {
        const { title, body, byAge } = recommendations[language][id]!;
        const forAge = byAge?.[ageGroupOf(age)] ?? '';
        const read = plain(readFor(`${title}\n${body}\n${forAge}`, readers));
        const said = claims.texts[id]!.filter((one) => read.includes(one[language]));
        return [
          ...said.map((one) => ({ place: `${id}: ${one[language]}`, claims: one.claims })),
          ...byWords(id, read, language),
        ];
      }),
    );

  /** All that the words of a result claim of its reader. */
  return function shownTo(definition: Definition, { answers, result, profile }: Sheet): Said[] {
    const answered = { answers, result, age: profile.age };
    const feedback = feedbackFor(definition, answered);
    const facts = { ...factsOf(definition, answered), profile };
    const readers = readersOf(definition, facts);
    const { scales, more, open, ...single } = resultSentences(definition, places, { feedback, result });
    const told = [
      ...Object.entries(scales).map(([id, sentences]) => ({ id, sentences })),
      ...more.map(({ name, sentences }) => ({ id: name, sentences })),
    ];
    const today = todayOf(definition, feedback, result, {});
    const { guidesFor } = definition.feedback;
    const sentences = [
      ...Object.values(single),
      ...open,
      ...told.flatMap(({ id, sentences: all }) =>
        all.map((one) => (one.startsWith('label.') ? `scales.${id}.${one}` : one)),
      ),
      ...(today?.kind === 'sentence' ? [`today.${today.id}`] : []),
      ...(!guidesFor || isMet(guidesFor, facts) ? ['guides'] : []),
    ];
    return [
      ...sentences.flatMap(sentence),
      ...readingOrder(definition, feedback).flatMap((id) => text(id, readers, profile.age)),
    ];
  };
}
