/**
 * Questionnaires in the browser's store of files, apart from the program's own: an attempt goes on with the version with
 * which it began, whichever release comes meanwhile. The page and the service worker share it.
 */
import type { Language } from '../../../../server/core/definition/types';
import { readAll } from '../storage/database';
import { fileOf } from './questionnaire';

export const questionnairePlace = 'questionnaires';

const parts = ['questions', 'results', 'recommendations'] as const;

export const filesOf = (names: readonly string[], languages: readonly Language[]): string[] =>
  names.flatMap((name) => languages.flatMap((language) => parts.map((part) => fileOf(name, language, part))));

/** The path names the variant; what a browser says about itself does not matter. */
export const anyVariant = { ignoreVary: true };

/**
 * Fetches what is not there yet.
 * @param credentialsFor what each path is asked for with
 * @throws TypeError without network or space
 */
export async function keepFiles(
  place: string,
  paths: readonly string[],
  credentialsFor: (path: string) => RequestCredentials = () => 'same-origin',
): Promise<void> {
  const cache = await caches.open(place);
  const known = await Promise.all(paths.map((path) => cache.match(path, anyVariant)));
  await Promise.all(
    paths.map(async (path, index) => {
      if (known[index]) return;
      const response = await fetch(path, { credentials: credentialsFor(path) });
      if (!response.ok) throw new TypeError(`${response.status} ${path}`);
      await cache.put(path, response);
    }),
  );
}

/** What attempts and campaigns on this phone are of. */
export async function namesInUse(): Promise<string[]> {
  const [attempts, campaigns] = await Promise.all([readAll('attempts'), readAll('campaigns')]);
  const names = [...attempts, ...campaigns].map(({ questionnaire }) => questionnaire);
  return [...new Set(names)].filter((name) => name);
}

/** Each by itself: a version that the server has no longer keeps no other one from being kept. */
export async function keepQuestionnaires(
  names: readonly string[],
  languages: readonly Language[],
): Promise<void> {
  for (const name of names)
    await keepFiles(questionnairePlace, filesOf([name], languages)).catch(() => undefined);
}

/** Those that nothing here is of any longer. */
export async function forgetOtherQuestionnaires(names: readonly string[]): Promise<void> {
  const cache = await caches.open(questionnairePlace);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!names.some((name) => pathname.startsWith(`/api/questionnaires/${name}/`)))
      await cache.delete(request);
  }
}
