/**
 * What an agreed text says in one language: a recommendation for a band, or a guide on the psychology of senior
 * pupils. The same rules hold for shipped files at start and for a change that a psychologist proposes.
 */

import type { AgeGroup } from '../attempt/profile';
import { placeOfBand } from '../definition/bands';
import type { Definition, TextLength } from '../definition/definition';
import {
  forbiddenIn,
  longSentences,
  longWords,
  mixedAlphabets,
  unseenSigns,
  wordCount,
  wrongQuotes,
} from '../text/prose';
import { namedReaders, readFor, readingsOf } from './reader';

export const guideReaders = ['pupil', 'parent', 'teacher', 'psychologist'] as const;
export type GuideReader = (typeof guideReaders)[number];

export type TextKind = 'recommendation' | 'guide';

export interface TextContent {
  title: string;
  /** Markdown: paragraphs, `###` headings, lists and bold only. */
  body: string;
  /** Recommendations: a paragraph of its own where law or advice differs by age. */
  byAge?: Record<AgeGroup, string>;
  /** Guides: one sentence for the list of guides. */
  summary?: string;
  /** Guides: what each reader can do, as Markdown. */
  boxes?: Record<GuideReader, string>;
  /** Guides: publications, numbered from 1 as the text cites them. */
  sources?: string[];
}

/** One version of one text. */
export interface TextReference {
  id: string;
  /** From 1. */
  version: number;
}

/** Where a content's text stands: `title`, `body`, `summary`, `byAge.under18`, `boxes.pupil`, `sources`. */
export type TextPlace = string;

export type TextFault = { place: TextPlace } & (
  | { code: 'empty' }
  | { code: 'markdown'; line: number }
  | { code: 'tooShort' | 'tooLong'; words: number; from: number; to: number }
  | { code: 'longSentence'; sentence: string; words: number; most: number }
  | { code: 'mixedAlphabets' | 'unseenSign' | 'forbidden' | 'longWord'; word: string }
  | { code: 'quotes' }
  /** A passage for readers whom the definition does not name. */
  | { code: 'reader'; word: string }
  /** A sign of a marked passage that belongs to none. */
  | { code: 'mark' }
);

/** A word that a text must not have, as the beginning of a word in lower case; see `forbidden.yaml`. */
export interface ForbiddenWord {
  stem: string;
  reason: string;
}

/** Other headings, quotes, tables, code, links, pictures and HTML have no place in a text for a phone and for print. */
const forbiddenMarkdown = /^\s*(#(?!## )|>|\||---)|<|`|\]\(/;

/** Every text of a content by its place, in reading order; the sources are no prose. */
export function proseOf({ title, summary, body, byAge, boxes }: TextContent): [TextPlace, string][] {
  const below = (name: string, texts: Record<string, string> = {}): [TextPlace, string][] =>
    Object.entries(texts).map(([key, text]) => [`${name}.${key}`, text]);
  return [
    ['title', title],
    ...(summary === undefined ? [] : [['summary', summary] as [TextPlace, string]]),
    ['body', body],
    ...below('byAge', byAge),
    ...below('boxes', boxes),
  ];
}

/** Where the texts of such a content stand, in reading order. */
export const textPlaces = (like: TextContent): TextPlace[] => proseOf(like).map(([place]) => place);

/** Its body, with a guide's boxes; a paragraph by age is apart. */
const countedIn = ({ body, boxes = {} as Record<GuideReader, string> }: TextContent): string =>
  [body, ...Object.values(boxes)].join('\n\n');

/** The words that count for a text's length, as those read it who read the most. */
export const lengthOf = (content: TextContent): number => Math.max(...lengthsOf(content));

const lengthsOf = (content: TextContent): number[] => readingsOf(countedIn(content)).map(wordCount);

/** Of a text `<scale>-<band>`; undefined for every other one. */
export function bandOfText(definition: Definition, id: string): { scale: string; band: string } | undefined {
  const [scale = '', band = ''] = id.split('-', 2);
  const isOfBand = definition.feedback.scales.includes(scale) && placeOfBand(definition, band) >= 0;
  return isOfBand ? { scale, band } : undefined;
}

/** The length that a text of this id must keep: of its band, of a guide, or of the other texts. */
export function limitOf(definition: Definition, kind: TextKind, id: string): TextLength {
  const { texts } = definition.limits;
  if (kind === 'guide') return texts.guide;
  const band = bandOfText(definition, id)?.band;
  return (band && texts.bands[band]) || texts.other;
}

export interface TextRules {
  definition: Definition;
  forbidden: ForbiddenWord[];
}

/** What is wrong with a text, in reading order; none for a text that can be shown. */
export function textFaults(
  content: TextContent,
  { definition, forbidden, kind, id }: TextRules & { kind: TextKind; id: string },
): TextFault[] {
  const rules = { most: definition.limits.sentenceWords, forbidden };
  const faults = proseOf(content).flatMap(([place, text]) => [
    ...markFaults(place, text, Object.keys(definition.feedback.readers ?? {})),
    ...once(readingsOf(text).flatMap((reading) => proseFaults(place, reading, rules))),
  ]);
  const lengths = lengthsOf(content);
  if (content.sources?.length === 0) faults.push({ place: 'sources', code: 'empty' });
  for (const word of content.sources?.flatMap(unseenSigns) ?? [])
    faults.push({ place: 'sources', code: 'unseenSign', word });
  const { from, to } = limitOf(definition, kind, id);
  const [fewest, mostWords] = [Math.min(...lengths), Math.max(...lengths)];
  if (fewest < from) faults.push({ place: 'body', code: 'tooShort', words: fewest, from, to });
  if (mostWords > to) faults.push({ place: 'body', code: 'tooLong', words: mostWords, from, to });
  return faults;
}

/** What stands in both readings of a text is wrong once. */
const once = (faults: TextFault[]): TextFault[] => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];

function markFaults(place: TextPlace, text: string, known: string[]): TextFault[] {
  const unknown = namedReaders(text).filter((name) => !known.includes(name));
  const isUnclosed = /\[\[|\]\]/.test(readFor(text, []));
  return [
    ...unknown.map((word): TextFault => ({ place, code: 'reader', word })),
    ...(isUnclosed ? [{ place, code: 'mark' } as const] : []),
  ];
}

/** In signs; the longest forms of both languages stay below it. */
const longestWord = 40;

/** What is wrong with one piece of prose, wherever it stands. `most`: words in a sentence. */
export function proseFaults(
  place: TextPlace,
  text: string,
  { most, forbidden }: { most: number; forbidden: readonly ForbiddenWord[] },
): TextFault[] {
  if (text.trim() === '') return [{ place, code: 'empty' }];
  const badLine = text.split('\n').findIndex((line) => forbiddenMarkdown.test(line));
  const faults: TextFault[] = badLine < 0 ? [] : [{ place, code: 'markdown', line: badLine + 1 }];
  for (const sentence of longSentences(text, most))
    faults.push({ place, code: 'longSentence', sentence, words: wordCount(sentence), most });
  for (const word of longWords(text, longestWord))
    faults.push({ place, code: 'longWord', word: word.slice(0, longestWord) });
  for (const word of mixedAlphabets(text)) faults.push({ place, code: 'mixedAlphabets', word });
  for (const word of unseenSigns(text)) faults.push({ place, code: 'unseenSign', word });
  for (const word of forbiddenIn(text, forbidden)) faults.push({ place, code: 'forbidden', word });
  if (wrongQuotes(text).length > 0) faults.push({ place, code: 'quotes' });
  return faults;
}
