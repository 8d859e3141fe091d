/** The shape of a questionnaire's sentences in one language. */
import type { Definition } from './definition';
import { findItem } from './items';

export interface ScaleTexts {
  name: string;
  /** One sentence for each level, by the property of the result that has the level. */
  describes: Record<string, Record<string, string>>;
}

export interface Texts {
  title: string;
  /** Under the title of the start page: what it is good for. */
  lead?: string;
  /** What is asked about, and where its sentences come from, for those who read about it before it is answered. */
  about?: string;
  sources?: string;
  windows: Record<string, string>;
  pages: Record<string, { title: string; lead?: string }>;
  /** Option labels per answer set, lowest option first. */
  answers: Record<string, string[]>;
  /** Option labels of single items that need words of their own. */
  itemAnswers?: Record<string, string[]>;
  items: Record<string, string>;
  /** A word or two for each band. */
  bands: Record<string, string>;
  scales: Record<string, ScaleTexts>;
  /** One sentence per label, and for a scale that could not be scored. */
  labels: { notScored: string } & Record<string, string>;
  /** By item id, and 'none'. */
  strengths: Record<string, string>;
  thanks: string;
  notDiagnosis: string;
  recheck: string;
  /** By the ids that the definition chooses among. */
  open?: Record<string, string>;
  today?: Record<string, string>;
  /** Where too little was answered to tell anything. */
  nothing?: string;
}

/** The option labels of an item, lowest first. */
export const answerTexts = (definition: Definition, texts: Texts, item: string): string[] => {
  const set = findItem(definition, item)?.answers;
  return texts.itemAnswers?.[item] ?? (set === undefined ? [] : (texts.answers[set] ?? []));
};
