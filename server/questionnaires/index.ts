/**
 * Reads the questionnaires from their folders (`<id>/v<N>/`) at start and checks everything that a student could
 * stumble over later. Any problem stops the start, with file, line and reason.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Definition } from '../core/definition/definition';
import { idOf, nameOf } from '../core/definition/name';
import type { Texts } from '../core/definition/texts';
import { recommendationIds } from '../core/feedback/feedback';
import type { ForbiddenWord, TextKind } from '../core/feedback/text-content';
import { inEachLanguage, type Language, languages } from '../core/text/languages';
import { typeset } from '../core/text/typeset';
import { shortDigestOf } from '../shared/digest';
import { editedParts, type Publication, partsOf, publicationSchema } from './published';
import { claimProblems } from './rules/claims.rules';
import { staffWordingProblems, wordingProblems } from './rules/wording.rules';
import { claimsSchema } from './schema/claims.schema';
import { definitionSchema } from './schema/definition.schema';
import { forbiddenSchema, textsSchema } from './schema/texts.schema';
import { foldersIn, isThere, readSource } from './source-file';
import { readTextFiles, type ShippedText } from './text-files';
import { type Report, readYaml, type YamlFile } from './yaml-file';

export type { ShippedText } from './text-files';

/** What only staff read; no phone has it, and it may change after the publication. */
export interface StaffTexts {
  flags: Record<string, { title: string; text: string }>;
  /** Of quality. */
  points: Record<string, string>;
  labels: Record<string, string>;
  /** Names of the recommendations that stand for no band, and of guides. */
  texts: Record<string, string>;
  /** For whom a passage of a text is, where the definition names readers. */
  readers?: Record<string, string>;
}

/** A language's file. */
type FileTexts = Texts & { staff: StaffTexts };

export interface Questionnaire {
  definition: Definition;
  texts: Record<Language, Texts>;
  staffTexts: Record<Language, StaffTexts>;
  /** As shipped; what is shown comes from the library, which knows all versions. */
  recommendations: Record<Language, Record<string, ShippedText>>;
  guides: Record<Language, Record<string, ShippedText>>;
  forbidden: Record<Language, ForbiddenWord[]>;
  /** Digest of the definition and of every published language’s sentences: what was asked and how it was scored. */
  hash: string;
  /** false for a draft, which nobody can be asked. */
  isPublished: boolean;
}

/** Carries every problem that was found, one `file:line: reason` per line. */
export class QuestionnaireError extends Error {
  constructor(readonly problems: string[]) {
    super(`The questionnaires cannot be used:\n${problems.join('\n')}`);
    this.name = 'QuestionnaireError';
  }
}

/** Beside the texts: what their words say of the reader. */
const claimsFile = 'claims.yaml';

const publishedFile = 'published.json';

const fileOf = (language: Language) => `${language}.yaml` as const;

const contentFiles = ['definition.yaml', ...languages.map(fileOf)] as const;
type ContentFiles = Record<(typeof contentFiles)[number], YamlFile<object>>;

const keyPaths = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, part]) => keyPaths(part, path === '' ? key : `${path}.${key}`))
    : [path];

/** A language's file may use optional keys (page leads, own answer words) only where all others do. */
function compareLanguages(
  files: Record<Language, YamlFile<FileTexts>>,
  reportOn: (file: string) => Report,
): void {
  const paths = inEachLanguage((language) => new Set(keyPaths(files[language].content)));
  const firstWith = new Map<string, Language>();
  for (const language of languages)
    for (const path of paths[language]) if (!firstWith.has(path)) firstWith.set(path, language);
  for (const [path, first] of firstWith)
    for (const other of languages)
      if (!paths[other].has(path))
        reportOn(fileOf(other))(
          files[other].lineOf(path.split('.')),
          `${path} is missing, though ${fileOf(first)} has it`,
        );
}

/** Of a file, without what only staff read: what was asked and how it was scored. */
const askedOf = (content: object): object =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'staff'));

/** A language that came after the publication changes nothing of what was published. */
const wasPublished = (publication: Publication, language: Language): boolean =>
  fileOf(language) in publication.parts;

function checkUnedited(
  publication: Publication,
  files: ContentFiles,
  reportOn: (file: string) => Report,
): void {
  const published = languages.filter((language) => wasPublished(publication, language));
  for (const file of ['definition.yaml', ...published.map(fileOf)] as const)
    for (const part of editedParts(publication.parts[file] ?? {}, askedOf(files[file].content)))
      reportOn(file)(
        files[file].lineOf(part.split('.')),
        `${part} was edited after the version was published on ${publication.date}; make a new version`,
      );
}

/** Every text of the questionnaire with its non-breaking spaces. */
const typesetAll = <T>(value: T, language: Language): T => {
  if (typeof value === 'string') return typeset(value, language) as T;
  if (Array.isArray(value)) return value.map((part) => typesetAll(part, language)) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [key, typesetAll(part, language)]),
  ) as T;
};

const isComplete = <T>(read: Record<Language, T | undefined>): read is Record<Language, T> =>
  languages.every((language) => read[language] !== undefined);

interface ReadVersion {
  questionnaire: Questionnaire;
  files: ContentFiles;
}

/** One version's folder. Whatever can still be read is checked, so that one start names every problem. */
function readVersion(folder: string, key: string, problems: string[]): ReadVersion | undefined {
  const reportOn =
    (file: string): Report =>
    (line, reason) =>
      problems.push(`${join(folder, file)}:${line}: ${reason}`);
  const read = <S extends z.ZodType>(file: string, schema: S): YamlFile<z.output<S>> | undefined => {
    const text = readSource(join(folder, file), reportOn(file));
    return text === undefined ? undefined : readYaml(text, schema, reportOn(file));
  };

  const definitionFile = read('definition.yaml', definitionSchema);
  if (!definitionFile) {
    // What they must hold nobody knows, but whether they can be read.
    for (const language of languages) read(fileOf(language), z.unknown());
    return undefined;
  }
  const definition = definitionFile.content;
  if (nameOf(definition) !== key) {
    const wrong = definition.id === idOf(key) ? 'version' : 'id';
    const reason = `id and version are ${nameOf(definition)}, the folder is ${key}`;
    reportOn('definition.yaml')(definitionFile.lineOf([wrong]), reason);
  }
  const schema = textsSchema(definition);
  // The schema is built from the definition, so its static type knows less than it checks.
  const readTexts = (language: Language) => read(fileOf(language), schema) as YamlFile<FileTexts> | undefined;
  const textFiles = inEachLanguage(readTexts);
  const isPublished = isThere(join(folder, publishedFile));
  const publication = isPublished ? read(publishedFile, publicationSchema)?.content : undefined;
  const forbidden: Questionnaire['forbidden'] =
    read('forbidden.yaml', forbiddenSchema)?.content ?? inEachLanguage(() => []);
  for (const language of languages) {
    const file = textFiles[language];
    if (!file) continue;
    const texts = askedOf(file.content) as Texts;
    // What was published can be mended no more, and is read and scored for ever.
    const isFinal = publication && wasPublished(publication, language);
    const found = [
      ...(isFinal ? [] : wordingProblems({ definition, texts, forbidden: forbidden[language] })),
      ...staffWordingProblems(file.content.staff),
    ];
    for (const { path, reason } of found)
      reportOn(fileOf(language))(file.lineOf(path), `${path.join('.')}: ${reason}`);
  }
  const textsIn = (place: string, kind: TextKind, ids: string[]) =>
    inEachLanguage((language) => {
      const rules = { definition, forbidden: forbidden[language] };
      return readTextFiles({ kind, ids, folder: join(folder, place, language), rules }, (file) =>
        reportOn(join(place, language, file)),
      );
    });
  const recommendations = textsIn('recommendations', 'recommendation', recommendationIds(definition));
  const guides = textsIn('seniors', 'guide', definition.guides);
  // Not every questionnaire says what its words claim.
  const claims = isThere(join(folder, claimsFile)) && read(claimsFile, claimsSchema);
  if (claims)
    for (const { path, reason } of claimProblems(claims.content, definition, recommendations))
      reportOn(claimsFile)(claims.lineOf(path), reason);
  if (!isComplete(textFiles)) return undefined;
  const raw = inEachLanguage((language) => textFiles[language].content);
  compareLanguages(textFiles, reportOn);
  const languageFiles = languages.map((language) => [fileOf(language), textFiles[language]]);
  const files: ContentFiles = { 'definition.yaml': definitionFile, ...Object.fromEntries(languageFiles) };
  if (publication) checkUnedited(publication, files, reportOn);
  const typesetTexts = inEachLanguage((language) => typesetAll(raw[language], language));
  const staffTexts = inEachLanguage((language) => typesetTexts[language].staff);
  const texts = inEachLanguage((language): Texts => {
    const { staff: _staff, ...forStudents } = typesetTexts[language];
    return forStudents;
  });
  const asked = languages.filter((language) => !publication || wasPublished(publication, language));
  const askedTexts = Object.fromEntries(asked.map((language) => [language, askedOf(raw[language])]));
  const hash = shortDigestOf({ definition, texts: askedTexts });
  return {
    files,
    questionnaire: { definition, texts, staffTexts, recommendations, guides, forbidden, hash, isPublished },
  };
}

/**
 * Every questionnaire in the folder by `<id>/<version>`, for example `self-diagnosis/v1`.
 * @throws QuestionnaireError that names every problem with file, line and reason.
 */
export function loadQuestionnaires(folder: string): Map<string, Questionnaire> {
  const problems: string[] = [];
  const questionnaires = new Map<string, Questionnaire>();
  const report = (path: string, reason: string) => problems.push(`${path}: ${reason}`);
  for (const id of foldersIn(folder, report))
    for (const version of foldersIn(join(folder, id), report)) {
      const read = readVersion(join(folder, id, version), `${id}/${version}`, problems);
      if (read) questionnaires.set(`${id}/${version}`, read.questionnaire);
    }
  if (problems.length > 0) throw new QuestionnaireError(problems);
  return questionnaires;
}

/**
 * What `published.json` of a draft must hold. @param date `2026-01-31`
 * @throws QuestionnaireError when the draft has problems; Error when it is published already or not there.
 */
export function publicationOf(folder: string, name: string, date: string): Publication {
  const [id = '', version = ''] = name.split('/');
  const place = join(folder, id, version);
  if (!isThere(join(place, 'definition.yaml'))) throw new Error(`There is no questionnaire ${name}.`);
  if (isThere(join(place, publishedFile)))
    throw new Error(`${name} is published already and never changes. Copy it to a new version.`);
  const problems: string[] = [];
  const read = readVersion(place, name, problems);
  if (!read || problems.length > 0) throw new QuestionnaireError(problems);
  const parts = contentFiles.map((file) => [file, partsOf(askedOf(read.files[file].content))]);
  return { date, parts: Object.fromEntries(parts) };
}
