/**
 * The shape of a questionnaire's definition: what is asked, in which order, and every rule by which answers are
 * routed, scored and turned into feedback. It is plain JSON, so the server reads it from YAML and the phone from
 * the network. The engine knows these kinds of rules and no questionnaire in particular.
 */
import type { Scale } from '../scoring/kinds';
import type { BandRules } from './bands';
import type { Condition } from './conditions';
import type { Items } from './items';

export interface Page {
  id: string;
  /** The period all its questions look back on; stands in the page's header. */
  window: string;
  /** At most `maxItemsPerPage`, in the order in which they are shown. */
  items: string[];
}

/** When every gate was answered 0, the items are structural zeros. A skipped gate closes nothing. */
export interface ClosingRule {
  whenAllZero: string[];
  close: string[];
}

/** So many pages answered faster than this per shown question. */
export interface FastPages {
  pages: number;
  msPerItem: number;
}

export interface Inconsistency {
  /** Identical raw answers in a row around a reversed item. */
  runFrom: number;
  /** Two items about the same thing, one of them reversed; the difference of their scored values. */
  opposites: { items: [string, string]; differenceFrom: number }[];
}

/** What gives one point. */
export type QualityPoint = { point: string } & (
  | { when: Condition }
  | { fastPages: FastPages }
  | { inconsistency: Inconsistency }
);

interface QualityRules {
  points: QualityPoint[];
  doubtfulFrom: number;
  excludedFrom: number;
}

/** The sentence of this id stands there where the condition is met. */
export interface ChosenSentence {
  sentence: string;
  when: Condition;
}

interface FeedbackRules {
  /** Banded scales; scales of equal band keep this order. */
  scales: string[];
  /** Scales told after them, in a sentence for each of their levels. */
  more: string[];
  /** Scales told in words only, with neither bar nor score. */
  wordsOnly: string[];
  /** A scale is told by its band's sentence and its text `<scale>-<band>`; these labels have their own, which stand instead. */
  labelTexts: string[];
  extras: { text: string; when: Condition }[];
  /** By the names that passages of texts are marked with: see reader.ts. */
  readers?: Record<string, Condition>;
  /** Why help is offered, told open. */
  open?: ChosenSentence[];
  /** The first that is met is the thing to do today, instead of a text's first step. */
  today?: ChosenSentence[];
  /** Who is linked to the guides; everybody, where nothing is said. */
  guidesFor?: Condition;
  /**
   * The strength told first: the highest of these items, if any reaches `atLeast`. One of `onlyBelow` is told only where
   * every scale is below the band, so that no result praises what its texts then call difficult.
   */
  strength: { items: string[]; atLeast: number; onlyBelow: Record<string, string> };
  /** What stands open on the result page can be read in this time; everything else is folded. */
  reading: { minutes: number; wordsPerMinute: number };
}

/** In words, both ends inclusive. */
export interface TextLength {
  from: number;
  to: number;
}

interface Limits {
  itemWords: number;
  sentenceWords: number;
  /** By band for `<scale>-<band>`, else `other`; `guide` with its boxes. */
  texts: { bands: Record<string, TextLength>; other: TextLength; guide: TextLength };
}

/** The order of cases, with the points of flags and bands. */
interface PriorityRules {
  /** The first that the age is under counts. */
  ages: { under: number; points: number }[];
  /** From so many points of bands together a case is called important without a flag. */
  soonFrom?: number;
}

export interface Definition extends Items {
  id: string;
  version: string;
  itemCount: number;
  maxItemsPerPage: number;
  /** With the calendar months that a window looks back; one of another length is compared with nothing. */
  windows: Record<string, { months?: number }>;
  pages: Page[];
  routing: ClosingRule[];
  /** From the calmest up; none where results are no levels of risk. */
  bands: BandRules[];
  scales: Record<string, Scale>;
  /** The scales whose bands make up the overall one. */
  overall: { scales: string[] };
  /** Danger: each makes a case urgent and the offer of help warm, and brings somebody to talk to first. */
  flags: { flag: string; points: number; when: Condition }[];
  priority: PriorityRules;
  quality: QualityRules;
  feedback: FeedbackRules;
  /** Ids of the guides on the psychology of senior pupils, in reading order. */
  guides: string[];
  limits: Limits;
}

/** Every item id in the order in which it is shown. */
export const itemIds = (definition: Definition): string[] => definition.pages.flatMap((page) => page.items);

export const findPage = (definition: Definition, id: string): Page | undefined =>
  definition.pages.find((page) => page.id === id);
