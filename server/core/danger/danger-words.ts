/**
 * Whether a message speaks of suicide, self-harm, violence or abuse: then it is read first, and whoever writes it sees at once
 * where help is to be had. A list of words misses some and takes others for what they are not; it decides nothing else.
 */
import { runTogetherPattern, wordsPattern } from './phrases';
import { readings } from './readings';

export const dangerTopics = ['suicide', 'selfHarm', 'violence', 'abuse'] as const;
type DangerTopic = (typeof dangerTopics)[number];

interface DangerEntry {
  /** What the list calls it. */
  id: string;
  topic: DangerTopic;
  phrases: string[];
}

/** All languages' lists in one: nobody writes in one language only. */
export interface DangerWords {
  entries: DangerEntry[];
  /** Phrases that have such a word and mean something else. */
  exceptions: string[];
}

export type FindDanger = (text: string) => DangerEntry | null;

/** In shorter words a phrase stands by accident; longer ones are looked at in pieces, so that none takes long. */
const longWord = /[а-я]{9,80}/g;

const patternsOf = ({ entries, exceptions }: DangerWords) => ({
  harmless: exceptions.length > 0 ? wordsPattern(exceptions) : null,
  harmful: entries.map((entry) => ({
    entry,
    words: wordsPattern(entry.phrases),
    runTogether: runTogetherPattern(entry.phrases),
  })),
});

/**
 * What was found is for the desk; it is neither stored nor logged. The patterns are made when the first message is looked
 * at: most visits write none.
 */
export function dangerFinder(words: DangerWords): FindDanger {
  let patterns: ReturnType<typeof patternsOf> | null = null;
  return (text) => {
    patterns ??= patternsOf(words);
    const { harmless, harmful } = patterns;
    for (const reading of readings(text)) {
      // Nothing is read across the place where an exception stood.
      const meant = harmless ? reading.replace(harmless, ' |') : reading;
      const long = (meant.match(longWord) ?? []).join(' ');
      const found = harmful.find(
        ({ words, runTogether }) => meant.search(words) >= 0 || (long !== '' && runTogether?.test(long)),
      );
      if (found) return found.entry;
    }
    return null;
  };
}
