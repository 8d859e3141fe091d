/** The shape of a questionnaire's sentences in one language. */
import { type Definition, findItem } from './definition';
import type {
  AggressorLevel,
  Band,
  ProtectiveResult,
  ScaleLabel,
  VictimLevel,
  WellbeingResult,
} from './types';

type Level<T extends string | null> = Record<Exclude<T, null>, string>;

/** One sentence for each level a scale can have. */
interface ScaleTexts<Describes> {
  name: string;
  describes: Describes;
}

type BandTexts = ScaleTexts<Record<Band, string>>;

export interface Texts {
  title: string;
  windows: Record<string, string>;
  pages: Record<string, { title: string; lead?: string }>;
  /** Option labels per answer set, lowest option first. */
  answers: Record<string, string[]>;
  /** Option labels of single items that need words of their own. */
  itemAnswers?: Record<string, string[]>;
  items: Record<string, string>;
  scales: {
    A: BandTexts;
    B: BandTexts;
    C: BandTexts;
    D: BandTexts;
    E: ScaleTexts<{ victim: Level<VictimLevel>; aggressor: Level<AggressorLevel> }>;
    F: ScaleTexts<{ level: Level<WellbeingResult['level']>; distress: Level<WellbeingResult['distress']> }>;
    G: ScaleTexts<Level<ProtectiveResult['level']>>;
  };
  /** One sentence per label, and for a scale that could not be scored. */
  labels: Record<ScaleLabel | 'notScored', string>;
  /** By item id, and 'none'. */
  strengths: Record<string, string>;
  thanks: string;
  notDiagnosis: string;
  recheck: string;
}

/** The option labels of an item, lowest first. */
export const answerTexts = (definition: Definition, texts: Texts, item: string): string[] => {
  const set = findItem(definition, item)?.answers;
  return texts.itemAnswers?.[item] ?? (set === undefined ? [] : (texts.answers[set] ?? []));
};
