/** The questionnaire and the texts of its results, from the service worker's store or from the server. */
import type { Questions, Results, Whole } from '../../../../server/core/definition/parts';
import type { Language } from '../../../../server/core/definition/types';
import type { TextContent, TextReference } from '../../../../server/core/feedback/text-content';

/** What is asked comes first; what is made of the answers joins it, and until then nothing asks for it. */
export type PhoneQuestionnaire = Whole;

/** By id, in the versions that are shown now; typeset. */
export type Recommendations = Record<string, TextReference & Pick<TextContent, 'title' | 'body' | 'byAge'>>;

const kept = new Map<string, Promise<unknown>>();

/** Asked for once; after a failure asked for again. */
function load<T>(path: string): Promise<T> {
  const known = kept.get(path) as Promise<T> | undefined;
  if (known) return known;
  const asked = fetch(path).then((response) => {
    if (!response.ok) throw new TypeError(`${response.status}`);
    return response.json() as Promise<T>;
  });
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  return asked;
}

export const fileOf = (name: string, language: Language, part: string) =>
  `/api/questionnaires/${name}/${language}/${part}.json`;

/** @throws TypeError where it is neither kept nor to be had */
export const loadQuestions = (name: string, language: Language): Promise<Questions> =>
  load(fileOf(name, language, 'questions'));

/** @throws TypeError where it is neither kept nor to be had */
export const loadResults = (name: string, language: Language): Promise<Results> =>
  load(fileOf(name, language, 'results'));

/** @throws TypeError where they are neither kept nor to be had */
export const loadRecommendations = async (name: string, language: Language): Promise<Recommendations> =>
  (await load<{ recommendations: Recommendations }>(fileOf(name, language, 'recommendations')))
    .recommendations;

/** Exactly what an attempt's result showed, when it was submitted elsewhere or long ago; never kept. */
export async function loadShown(
  { id, code }: { id: string; code: string },
  language: Language,
): Promise<Recommendations> {
  const headers = { Authorization: `Code ${code}` };
  const answer = await fetch(`/api/attempts/${id}/recommendations/${language}.json`, { headers });
  if (!answer.ok) throw new TypeError(`${answer.status}`);
  return (await answer.json()).recommendations;
}
