/**
 * Reads the questionnaires from their folders (`<id>/v<N>/`) at start and checks everything that a student could
 * stumble over later. Any problem stops the start, with file, line and reason.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Definition } from './questionnaire/definition';
import { definitionSchema } from './questionnaire/definition.schema';
import { recommendationIds } from './questionnaire/feedback';
import type { AgeGroup } from './questionnaire/profile';
import type { Texts } from './questionnaire/texts';
import { recommendationHeadSchema, textsSchema } from './questionnaire/texts.schema';
import { type Language, languages } from './questionnaire/types';

export interface Recommendation {
  id: string;
  title: string;
  /** The author's role. */
  role: string;
  /** When it was written, `2026-01-31`. */
  date: string;
  version: number;
  agreed: boolean;
  /** A paragraph of its own where law or advice differs by age. */
  byAge?: Record<AgeGroup, string>;
  /** Markdown: paragraphs, `###` headings, lists and bold only. */
  body: string;
}

export interface Questionnaire {
  definition: Definition;
  texts: Record<Language, Texts>;
  recommendations: Record<Language, Record<string, Recommendation>>;
  /** SHA-256 (hex) of the definition and both languages' sentences: what was asked and how it was scored. */
  hash: string;
}

/** Carries every problem that was found, one `file:line: reason` per line. */
export class QuestionnaireError extends Error {
  constructor(readonly problems: string[]) {
    super(`The questionnaires cannot be used:\n${problems.join('\n')}`);
    this.name = 'QuestionnaireError';
  }
}

type Report = (line: number, reason: string) => void;

/** Offset of the innermost key or list entry on the path that the document has. */
const offsetOf = (document: Document, path: PropertyKey[]): number => {
  let node: unknown = document.contents;
  let offset = 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!pair) return offset;
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const entry = node.items[Number(segment)];
      if (!entry) return offset;
      offset = (entry as { range?: number[] }).range?.[0] ?? offset;
      node = entry;
    } else return offset;
  }
  return offset;
};

/** The typed content, or undefined after every problem was reported. `firstLine` is where the text starts in its file. */
function readYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  report: Report,
  firstLine = 1,
): z.output<S> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  for (const error of document.errors) report(lineAt(error.pos[0]), error.message.split('\n')[0]!);
  if (document.errors.length > 0) return undefined;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    report(lineAt(offsetOf(document, [...issue.path, ...unknownKey])), place + issue.message);
  }
  return undefined;
}

/** Other headings, quotes, tables, code, links, pictures and HTML have no place in a text for a phone and for print. */
const forbiddenMarkdown = /^\s*(#(?!## )|>|\||---)|<|`|\]\(/;

function readRecommendation(id: string, text: string, report: Report): Recommendation | undefined {
  const parts = /^---\r?\n([\s\S]*?\n)---\r?\n([\s\S]*)$/.exec(text);
  if (!parts) {
    report(1, 'the file must start with a head between two lines of ---');
    return undefined;
  }
  const [, head = '', body = ''] = parts;
  const read = readYaml(head, recommendationHeadSchema, report, 2);
  const firstLine = text.slice(0, text.length - body.length).split('\n').length;
  for (const [index, line] of body.split('\n').entries())
    if (forbiddenMarkdown.test(line))
      report(firstLine + index, 'only paragraphs, ### headings, lists and **bold** are shown');
  if (body.trim() === '') report(firstLine, 'the text is empty');
  return read && ({ id, ...read, body: body.trim() } as Recommendation);
}

/** JSON with sorted keys, so that the same content always has the same hash. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

const keyPaths = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, part]) => keyPaths(part, path === '' ? key : `${path}.${key}`))
    : [path];

/** The other language's file may use optional keys (page leads, own answer words) only where this one does. */
function compareLanguages(texts: Record<Language, Texts>, reportOn: (file: string) => Report): void {
  const paths = { kk: new Set(keyPaths(texts.kk)), ru: new Set(keyPaths(texts.ru)) };
  for (const [one, other] of [languages, languages.toReversed()] as [Language, Language][])
    for (const path of paths[one])
      if (!paths[other].has(path))
        reportOn(`${other}.yaml`)(1, `${path} is missing, though ${one}.yaml has it`);
}

function readRecommendations(
  folder: string,
  ids: string[],
  reportOn: (file: string) => Report,
): Record<string, Recommendation> {
  const found = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md')) : [];
  for (const id of ids)
    if (!found.includes(`${id}.md`)) reportOn(`${id}.md`)(1, 'the text is missing, a result can bring it');
  const recommendations: Record<string, Recommendation> = {};
  for (const file of found) {
    const id = file.slice(0, -'.md'.length);
    if (!ids.includes(id)) reportOn(file)(1, 'no result brings this text');
    const read = readRecommendation(id, readFileSync(join(folder, file), 'utf8'), reportOn(file));
    if (read) recommendations[id] = read;
  }
  return recommendations;
}

/** One version's folder. Whatever can still be read is checked, so that one start names every problem. */
function readVersion(folder: string, key: string, problems: string[]): Questionnaire | undefined {
  const reportOn =
    (file: string): Report =>
    (line, reason) =>
      problems.push(`${join(folder, file)}:${line}: ${reason}`);
  const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> | undefined => {
    if (existsSync(join(folder, file)))
      return readYaml(readFileSync(join(folder, file), 'utf8'), schema, reportOn(file));
    reportOn(file)(1, 'the file is missing');
    return undefined;
  };

  const definition = read('definition.yaml', definitionSchema);
  if (!definition) return undefined;
  if (`${definition.id}/${definition.version}` !== key)
    reportOn('definition.yaml')(
      1,
      `id and version are ${definition.id}/${definition.version}, the folder is ${key}`,
    );
  const schema = textsSchema(definition);
  // The schema is built from the definition, so its static type knows less than it checks.
  const kk = read('kk.yaml', schema) as Texts | undefined;
  const ru = read('ru.yaml', schema) as Texts | undefined;
  if (kk && ru) compareLanguages({ kk, ru }, reportOn);
  const ids = recommendationIds(definition);
  const recommendationsIn = (language: Language) => {
    const place = join('recommendations', language);
    return readRecommendations(join(folder, place), ids, (file) => reportOn(join(place, file)));
  };
  const recommendations = { kk: recommendationsIn('kk'), ru: recommendationsIn('ru') };
  if (!kk || !ru) return undefined;
  const hash = createHash('sha256')
    .update(canonical({ definition, texts: { kk, ru } }))
    .digest('hex');
  return { definition, texts: { kk, ru }, recommendations, hash };
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * Every questionnaire in the folder by `<id>/<version>`, for example `self-diagnosis/v1`.
 * @throws QuestionnaireError that names every problem with file, line and reason.
 */
export function loadQuestionnaires(folder: string): Map<string, Questionnaire> {
  const problems: string[] = [];
  const questionnaires = new Map<string, Questionnaire>();
  for (const id of foldersIn(folder))
    for (const version of foldersIn(join(folder, id))) {
      const read = readVersion(join(folder, id, version), `${id}/${version}`, problems);
      if (read) questionnaires.set(`${id}/${version}`, read);
    }
  if (problems.length > 0) throw new QuestionnaireError(problems);
  return questionnaires;
}
