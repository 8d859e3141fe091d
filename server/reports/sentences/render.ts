/** Turns a conclusion into a sentence of one language; where words, names and number forms come from is given. */
import type { Interval } from '../statistics/proportion';
import type { NamedGroup, Sentence, SentenceValue } from './sentence';

export interface Speaker {
  t(key: string, values: Record<string, string | number>): string;
  /** A whole number. */
  count(n: number): string;
  /** 0-100, with the sign. */
  percentWithSign(value: number): string;
  /** Both ends 0-100, without the sign. */
  interval(value: Interval): string;
  decimal(value: number): string;
  pValue(p: number): string;
  /** As in "differ by sex". */
  byDimension(dimension: string): string;
  /** The name of a group as it stands in tables, in the nominative. */
  groupName(dimension: string, group: string): string;
}

export function renderSentence({ key, values }: Sentence, speaker: Speaker): string {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) words[name] = word(value, speaker);
  if (typeof values.count === 'number') Object.assign(words, { count: values.count, n: words.count });
  return speaker.t(key, words);
}

function word(value: SentenceValue, speaker: Speaker): string {
  if (typeof value === 'number') return speaker.count(value);
  if ('percent' in value) return speaker.percentWithSign(value.percent);
  if ('interval' in value) return speaker.interval(value.interval);
  if ('p' in value) return speaker.pValue(value.p);
  if ('decimal' in value) return speaker.decimal(value.decimal);
  if ('scale' in value) return speaker.t(`conclusions:scales.${value.scale}`, {});
  if ('dimension' in value) return speaker.byDimension(value.dimension);
  return value.groups.map((group) => named(group, speaker)).join('; ');
}

/** Names stay in the nominative, so that no case has to be formed from data. */
function named({ dimension, group, percent }: NamedGroup, speaker: Speaker): string {
  const name = speaker.groupName(dimension, group);
  return percent === undefined ? name : `${name} — ${speaker.percentWithSign(percent)}`;
}
