/** Which of the questionnaires that lie in the folders can be begun, by whom, and in which version. */
import { defined } from '../core/defined';
import { idOf } from '../core/definition/name';
import type { Offer } from '../core/definition/offer';
import { inEachLanguage } from '../core/text/languages';
import { loadQuestionnaires, type Questionnaire, QuestionnaireError } from './index';
import { isThere } from './source-file';

export interface Catalogue {
  /** Every version by `<id>/<version>`: what was begun with it is read and scored with it. */
  versions: ReadonlyMap<string, Questionnaire>;
  /** What the start page offers, in this order. */
  forEverybody: readonly Offer[];
  /** What a campaign can name: those for everybody, then all others. */
  offered: readonly Offer[];
  /** What can have been answered: what is offered, then the older versions. */
  published: readonly Offer[];
}

const numberOf = (name: string): number => Number(name.slice(name.indexOf('/v') + 2));

/** Of each id the newest version that is published; a draft still changes, so that nobody is asked it. */
function newestPublished(versions: Catalogue['versions']): Map<string, string> {
  const newest = new Map<string, string>();
  for (const [name, { isPublished }] of versions) {
    const known = newest.get(idOf(name));
    if (isPublished && (known === undefined || numberOf(name) > numberOf(known)))
      newest.set(idOf(name), name);
  }
  return newest;
}

/**
 * @param idsForEverybody what is asked without a campaign, by its id
 * @throws QuestionnaireError for an id of which nothing is published
 */
export function catalogueOf(versions: Catalogue['versions'], idsForEverybody: readonly string[]): Catalogue {
  const newest = newestPublished(versions);
  const missing = idsForEverybody.filter((id) => !newest.has(id));
  if (missing.length > 0) throw new QuestionnaireError(missing.map((id) => whyMissing(versions, id)));
  const forEverybody = idsForEverybody.flatMap((id) => newest.get(id) ?? []);
  const offered = [...new Set([...forEverybody, ...newest.values()])];
  const offers = (names: string[]) => names.map((name) => offerOf(versions, name));
  const published = [...versions].flatMap(([name, { isPublished }]) => (isPublished ? [name] : []));
  return {
    versions,
    forEverybody: offers(forEverybody),
    offered: offers(offered),
    published: offers([...new Set([...offered, ...published])]),
  };
}

function whyMissing(versions: Catalogue['versions'], id: string): string {
  const known = [...new Set([...versions.keys()].map(idOf))];
  if (!known.includes(id))
    return `QUESTIONNAIRES: there is no questionnaire ${id}. There are: ${known.join(', ')}`;
  return `${id}: no version is published. Publish it first: npm run publish-questionnaire ${id}/v1, or leave it out of QUESTIONNAIRES`;
}

/** Of a version that is loaded, whether it can still be begun or not. */
export function offerOf(versions: Catalogue['versions'], name: string): Offer {
  const { definition, texts } = defined(versions.get(name), `questionnaire ${name}`);
  const titles = inEachLanguage((language) => texts[language].title);
  return { name, titles, items: definition.itemCount };
}

/** @throws QuestionnaireError that names every problem of every folder with file, line and reason */
export function loadCatalogue(folders: readonly string[], idsForEverybody: readonly string[]): Catalogue {
  const problems: string[] = [];
  const versions = new Map<string, Questionnaire>();
  for (const folder of folders)
    for (const [name, questionnaire] of readFolder(folder, problems))
      if (versions.has(name)) problems.push(`${folder}/${name}: another folder has it already`);
      else versions.set(name, questionnaire);
  if (problems.length > 0) throw new QuestionnaireError(problems);
  return catalogueOf(versions, idsForEverybody);
}

function readFolder(folder: string, problems: string[]): Map<string, Questionnaire> {
  if (!isThere(folder)) {
    problems.push(`${folder}: there is no such folder`);
    return new Map();
  }
  try {
    const found = loadQuestionnaires(folder);
    if (found.size === 0) problems.push(`${folder}: no questionnaire lies in it, as <id>/v<N>/`);
    return found;
  } catch (error) {
    if (!(error instanceof QuestionnaireError)) throw error;
    problems.push(...error.problems);
    return new Map();
  }
}
