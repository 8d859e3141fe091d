/**
 * The lists of danger words, one a language (`danger-words/kk.yaml`), beside the questionnaires and in none of their hashes.
 * They are checked as the questionnaires are: a problem stops the start, with file, line and reason.
 */
import { join } from 'node:path';
import type { DangerWords } from '../core/danger/danger-words';
import { languages } from '../core/definition/types';
import { QuestionnaireError } from '.';
import { dangerListSchema, withSets } from './schema/danger-words.schema';
import { readSource } from './source-file';
import { type Report, readYaml } from './yaml-file';

function readList(file: string, report: Report) {
  const text = readSource(file, report);
  return text === undefined ? undefined : readYaml(text, dangerListSchema, report)?.content;
}

/**
 * All languages' lists as one, without what only its writers need.
 * @param folder of the questionnaires. @throws QuestionnaireError that names every problem with file, line and reason.
 */
export function loadDangerWords(folder: string): DangerWords {
  const problems: string[] = [];
  const words: DangerWords = { entries: [], exceptions: [] };
  for (const language of languages) {
    const file = join(folder, 'danger-words', `${language}.yaml`);
    const list = readList(file, (line, reason) => problems.push(`${file}:${line}: ${reason}`));
    if (!list) continue;
    const written = (phrases: string[]) => phrases.map((phrase) => withSets(phrase, list.sets));
    for (const { id, topic, phrases } of list.entries)
      words.entries.push({ id: `${language}.${id}`, topic, phrases: written(phrases) });
    words.exceptions.push(...list.exceptions.flatMap(({ phrases }) => written(phrases)));
  }
  if (problems.length > 0) throw new QuestionnaireError(problems);
  return words;
}
