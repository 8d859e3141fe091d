/** Every text that people read, with its place in the source files, and a way to name what is wrong with one. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar } from 'yaml';
import type { Language } from '../../../server/core/definition/types';
import { readingsOf } from '../../../server/core/feedback/reader';

const root = join(__dirname, '..', '..', '..');

type Kind = 'questionnaire' | 'recommendation' | 'guide' | 'interface';

export interface Passage {
  kind: Kind;
  language: Language;
  /** From the project's root. */
  file: string;
  /** `items.A1`, `body`, `boxes.pupil`, `start.lead`. */
  path: string;
  /** As one of its readers reads it. */
  text: string;
  /** On which line of the file the text begins, from 1. */
  line: number;
  /** Whether each line of the text is one of the file; else the text stands on one. */
  hasLines: boolean;
}

type Found = Pick<Passage, 'path' | 'text' | 'line' | 'hasLines'>;

/** JSON is YAML too, so that one reader knows the lines of both. */
function stringsIn(source: string, firstLine = 1): Found[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  if (document.errors.length > 0) throw document.errors[0];
  const found: Found[] = [];
  const walk = (node: unknown, path: string[]): void => {
    if (isMap(node)) for (const { key, value } of node.items) walk(value, [...path, String(key)]);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...path, `${index}`]);
    else if (isScalar(node) && typeof node.value === 'string') {
      const hasLines = node.type === Scalar.BLOCK_LITERAL;
      const line = lines.linePos(node.range![0]).line + firstLine - 1 + (hasLines ? 1 : 0);
      found.push({ path: path.join('.'), text: node.value, line, hasLines });
    }
  };
  walk(document.contents, []);
  return found;
}

/** Parts of a head that are no text in this language. */
const isNoText = ({ path }: Found) => /^(role|date|version|sources\.\d+)$/.test(path);

function markdownTexts(source: string): Found[] {
  const [all = '', head = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(source) ?? [];
  const bodyLine = all.slice(0, all.length - body.length).split('\n').length;
  return [
    ...stringsIn(head, 2).filter((found) => !isNoText(found)),
    { path: 'body', text: body, line: bodyLine, hasLines: true },
  ];
}

const kindOf: [RegExp, Kind][] = [
  [/^questionnaires\/[^/]+\/[^/]+\/(kk|ru)\.yaml$/, 'questionnaire'],
  [/^questionnaires\/[^/]+\/[^/]+\/recommendations\/(kk|ru)\/.*\.md$/, 'recommendation'],
  [/^questionnaires\/[^/]+\/[^/]+\/seniors\/(kk|ru)\/.*\.md$/, 'guide'],
  [/^locales\/(kk|ru)\/.*\.json$/, 'interface'],
];

/** Source files of texts with their content, by their path from the project's root. */
export const textFiles: Map<string, string> = new Map(
  ['questionnaires', 'locales'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => kindOf.some(([pattern]) => pattern.test(file)))
      .sort()
      .map((file): [string, string] => [file, readFileSync(join(root, file), 'utf8')]),
  ),
);

function passagesIn(file: string, source: string): Passage[] {
  const [pattern, kind] = kindOf.find(([one]) => one.test(file))!;
  const language = pattern.exec(file)![1] as Language;
  const found = file.endsWith('.md') ? markdownTexts(source) : stringsIn(source);
  return found.flatMap((one) => readingsOf(one.text).map((text) => ({ kind, language, file, ...one, text })));
}

export const passages: Passage[] = [...textFiles].flatMap(([file, source]) => passagesIn(file, source));

/** What a pupil, or an adult reading a pupil's texts, meets; the other interface files are for staff and for reports. */
const forStudents = ['screening', 'consultations', 'shared', 'problems', 'profile'];
/** Of a profile field's words, those of the case and of the reference. */
const isForStaff = ({ file, path }: Passage) =>
  basename(file) === 'profile.json' && /^(case|reference)\./.test(path);
export const isForStudents = (passage: Passage): boolean =>
  passage.kind !== 'interface' ||
  (forStudents.includes(basename(passage.file, '.json')) && !isForStaff(passage));

/** `file:line path: part`, where the part stands; a part that is not found is named at the text's first line. */
export const placeOf = ({ file, path, text, line, hasLines }: Passage, part: string): string => {
  const before = text.slice(0, Math.max(0, text.indexOf(part)));
  return `${file}:${line + (hasLines ? before.split('\n').length - 1 : 0)} ${path}: ${part}`;
};
