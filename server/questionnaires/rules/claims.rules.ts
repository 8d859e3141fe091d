/** Whether every sentence that a result can show has its claims, and every claim speaks of what there is. */
import type { Definition } from '../../core/definition/definition';
import { recommendationIds } from '../../core/feedback/feedback';
import type { TextContent } from '../../core/feedback/text-content';
import { type Language, languages } from '../../core/text/languages';
import { checkOf } from '../kinds';
import type { Claim, Claims } from '../schema/claims.schema';
import type { DefinitionProblem, Path } from './condition.rules';

/** `scales.A.band.low`, `scales.A.label.littleHarm`, `open.hurt`, and so on; a link too says for whom it is. */
export function claimingSentences({ scales, feedback, guides }: Definition): string[] {
  const { strength, open = [], today = [] } = feedback;
  const told = [...feedback.scales, ...feedback.more].flatMap((id) => {
    const scale = scales[id];
    if (!scale) return [];
    const { levelsOf, labelsOf } = checkOf(scale);
    const levels = Object.entries(levelsOf(scale)).flatMap(([property, words]) =>
      words.map((level) => `${property}.${level}`),
    );
    const labels = [...labelsOf(scale), 'notScored'].map((label) => `label.${label}`);
    return [...levels, ...labels].map((place) => `scales.${id}.${place}`);
  });
  return [
    ...['thanks', 'notDiagnosis', 'nothing', 'recheck'],
    ...told,
    ...[...strength.items, 'none'].map((item) => `strengths.${item}`),
    ...open.map(({ sentence }) => `open.${sentence}`),
    ...today.map(({ sentence }) => `today.${sentence}`),
    ...(guides.length > 0 ? ['guides'] : []),
  ];
}

/** Every item that a claim speaks of. */
const itemsOf = (claim: Claim): string[] =>
  Object.values(claim).flatMap((part: unknown) => {
    if (!Array.isArray(part) || 'status' in claim) return [];
    return part.flatMap((one: string | Claim) => (typeof one === 'string' ? [one] : itemsOf(one)));
  });

type Recommendations = Record<Language, Record<string, Pick<TextContent, 'title' | 'body'>>>;

export function* claimProblems(
  { words, sentences, texts }: Claims,
  definition: Definition,
  recommendations: Recommendations,
): Generator<DefinitionProblem> {
  yield* namedProblems(Object.keys(sentences), claimingSentences(definition), ['sentences']);
  yield* namedProblems(Object.keys(texts), recommendationIds(definition), ['texts']);
  const claims: [Path, Claim[]][] = [
    ...languages.flatMap((language) =>
      words[language].map((one, index): [Path, Claim[]] => [['words', language, index], one.claims]),
    ),
    ...Object.entries(sentences).map(([place, all]): [Path, Claim[]] => [['sentences', place], all]),
    ...Object.entries(texts).flatMap(([id, said]) =>
      said.map((one, index): [Path, Claim[]] => [['texts', id, index], one.claims]),
    ),
  ];
  for (const [path, all] of claims)
    for (const item of all.flatMap(itemsOf))
      if (!Object.hasOwn(definition.items, item)) yield { path, reason: `there is no item ${item}` };
  for (const [id, said] of Object.entries(texts))
    for (const [index, one] of said.entries())
      for (const language of languages) {
        const text = recommendations[language][id];
        if (text && !`${text.title}\n${text.body}`.includes(one[language]))
          yield { path: ['texts', id, index, language], reason: `${id} does not say: ${one[language]}` };
      }
}

function* namedProblems(named: string[], known: string[], path: Path): Generator<DefinitionProblem> {
  for (const one of named.filter((name) => !known.includes(name)))
    yield { path: [...path, one], reason: `nothing shows ${one}` };
  for (const one of known.filter((name) => !named.includes(name)))
    yield { path, reason: `it is not said what ${one} claims` };
}
