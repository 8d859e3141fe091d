/**
 * The shape of a questionnaire's definition: what is asked, in which order, and every rule by which answers are
 * routed, scored and turned into feedback. It is plain JSON, so the server reads it from YAML and the phone from
 * the network. The engine knows these kinds of rules and no questionnaire in particular.
 */
import type { Band, Flag, QualityPoint, ScaleLabel, SubmittedAnswers } from './types';

export interface Item {
  /** Name of the answer set, whose values are 0 and up. */
  answers: string;
  /** What the question is about, for staff and reports; the sentence itself is in the texts. */
  construct: string;
  /** Scored as (highest option - answer). */
  reversed?: boolean;
  /** Reports harm: confirms a high band of its sum scale. */
  harm?: boolean;
  /** Asks about the answering itself: in no scale, and it interrupts a run of identical answers. */
  check?: boolean;
}

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

/** What flags, quality points, the rules of a criteria scale and the choice of texts can ask about. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  /** An answer as given; a missing one meets the condition only with `orMissing`, a structural zero counts as 0. */
  | { item: string; atLeast?: number; atMost?: number; isNot?: number; orMissing?: boolean }
  /** Sum of the answered ones among the items. */
  | { sumOf: string[]; atLeast: number }
  | { ageUnder: number }
  /** A property of a scale's result, such as `level` or `victim`, is one of the values. */
  | { scale: string; property: string; isOneOf: string[] }
  | { scale: string; scoreAtMost: number }
  /** At least one of the banded scales has the band or a higher one. */
  | { anyBandFrom: Band }
  | { verdict: string[] };

/** Lower bounds of consecutive levels: the first from 0, ascending, so that they cover the range without gaps. */
export type Bounds<Level extends string> = { level: Level; from: number }[];

/** A, B, C: a sum with reversed items, prorated for a few missing answers, capped where no harm is reported. */
export interface SumScale {
  kind: 'sum';
  items: string[];
  missingAllowed: number;
  bounds: Bounds<Band>;
  /** Lifts the band to `band` when at least `items` answers are at or above `atLeast`. */
  manyStrong?: { band: Band; items: number; atLeast: number };
  harm: {
    /** From this band on harm must confirm; not confirmed, the band is capped at `cap`. */
    from: Band;
    cap: Band;
    /** Confirmed when any of these is met by the scale's harm items. */
    confirmedBy: { items: number; atLeast: number }[];
  };
  closedLabel?: ScaleLabel;
}

/** One way to reach a band of a criteria scale; the highest band reached wins. */
export type CriteriaRule = { band: Band } & (
  | { criteriaFrom: number }
  | { sumFrom: number }
  /** With `label`, the label is given where no other rule reaches the band. */
  | { when: Condition; label?: ScaleLabel }
);

/** D: counted criteria and a sum beside them; nothing is prorated, missing answers span `band` to `bandUpper`. */
export interface CriteriaScale {
  kind: 'criteria';
  items: string[];
  missingAllowed: number;
  /** A criterion counts from this answer on; `except` names items with a cut-off of their own. */
  criterion: { atLeast: number; except: Record<string, number> };
  rules: CriteriaRule[];
  /** With too many missing, a band from here on stands all the same. */
  standsFrom: Band;
  /** Paid loot boxes: one at or above the cut-off is a tip, two a moderate tip. */
  loot: { items: string[]; atLeast: number };
  closedLabel: ScaleLabel;
}

/** E: what was done to the person and what the person did, by the most frequent form. */
export interface ExposureScale {
  kind: 'exposure';
  victim: { items: string[]; repeatedFrom: number; severe: { forms: number; alone: Record<string, number> } };
  aggressor: { items: string[]; repeatedFrom: number };
}

/** F: a short wellbeing sum (higher is better) and two distress questions beside it. */
export interface WellbeingScale {
  kind: 'wellbeing';
  items: string[];
  bounds: Bounds<'low' | 'reduced' | 'usual'>;
  distress: { items: string[]; raisedFrom: number };
}

/** G: protective factors as a percentage of the maximum. */
export interface ProtectiveScale {
  kind: 'protective';
  items: string[];
  missingAllowed: number;
  /** In percent of the maximum. */
  bounds: Bounds<'few' | 'some' | 'strong'>;
}

export type Scale = SumScale | CriteriaScale | ExposureScale | WellbeingScale | ProtectiveScale;

interface QualityRules {
  points: { point: QualityPoint; when: Condition }[];
  /** Pages answered faster than this per shown question; `pages` of them give the point. */
  speed: { msPerItem: number; pages: number };
  contradiction: {
    /** Identical raw answers in a row around a reversed item. */
    runFrom: number;
    /** Two items about the same thing, one of them reversed; the difference of their scored values. */
    opposites: { items: [string, string]; differenceFrom: number }[];
  };
  doubtfulFrom: number;
  excludedFrom: number;
}

interface FeedbackRules {
  /** Banded scales; scales of equal band keep this order. */
  scales: string[];
  /** Scales told in words only, with no bar and no score before the text. */
  wordsOnly: string[];
  /** The text of a scale is `<scale>-<band>`; these labels have a text of their own that is shown instead. */
  labelTexts: ScaleLabel[];
  extras: { text: string; when: Condition }[];
  /**
   * The strength told first: the highest of these items, if any reaches `atLeast`. One of `onlyBelow` is told only where
   * every scale is below the band, so that no result praises what its texts then call difficult.
   */
  strength: { items: string[]; atLeast: number; onlyBelow: Record<string, Band> };
  warmFrom: Band;
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
  texts: Record<Band | 'other' | 'guide', TextLength>;
}

export interface Definition {
  id: string;
  version: string;
  itemCount: number;
  maxItemsPerPage: number;
  windows: string[];
  /** Number of options per answer set; the options are 0 up to one less. */
  answerSets: Record<string, number>;
  pages: Page[];
  items: Record<string, Item>;
  routing: ClosingRule[];
  scales: Record<string, Scale>;
  /** Scales whose bands make up `overall`. */
  overall: string[];
  flags: { flag: Flag; when: Condition }[];
  quality: QualityRules;
  feedback: FeedbackRules;
  /** Ids of the guides on the psychology of senior pupils, in reading order. */
  guides: string[];
  limits: Limits;
}

/** Every item id in the order in which it is shown. */
export const itemIds = (definition: Definition): string[] => definition.pages.flatMap((page) => page.items);

/** undefined for an unknown id, whatever text it is (ids arrive from the network). */
export const findItem = (definition: Definition, id: string): Item | undefined =>
  Object.hasOwn(definition.items, id) ? definition.items[id] : undefined;

export const findPage = (definition: Definition, id: string): Page | undefined =>
  definition.pages.find((page) => page.id === id);

/** Highest option of an item's answer set. @throws RangeError for an id that the definition does not have. */
export const highestAnswer = (definition: Definition, id: string): number => {
  const item = findItem(definition, id);
  const options = item && definition.answerSets[item.answers];
  if (options === undefined) throw new RangeError(`The definition has no item ${id}`);
  return options - 1;
};

/** 0 up to the highest option. */
export const optionsOf = (definition: Definition, id: string): number[] =>
  Array.from({ length: highestAnswer(definition, id) + 1 }, (_, value) => value);

/** Missing is skipped (null) or not reached (absent); a structural zero is not missing. */
export const isMissing = (answers: SubmittedAnswers, id: string): boolean => (answers[id] ?? null) === null;

/** The answer as a symptom: reversed items turned round, a structural zero 0, missing null. */
export const scoredValue = (definition: Definition, answers: SubmittedAnswers, id: string): number | null => {
  const answer = answers[id] ?? null;
  if (answer === null) return null;
  if (answer === 'S') return 0;
  return definition.items[id]?.reversed ? highestAnswer(definition, id) - answer : answer;
};
