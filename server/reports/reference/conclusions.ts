/** The sentences of the conclusions, as made from the numbers and as a coordinator has worded them. */

import { conclude } from '../sentences/conclusions';
import { renderSentence } from '../sentences/render';
import { worded } from '../wordings.rules';
import { type Content, dimensionWord, groupLabel } from './context';

export interface Conclusion {
  id: string;
  /** As made from the numbers. */
  made: string;
  /** What is printed: the coordinator's wording with today's numbers, or the made sentence. */
  text: string;
  isWorded: boolean;
  /** There is a wording, but the sentence has other numbers by now, so the made one is printed. */
  isOutdated: boolean;
}

type Concluded = Pick<Content, 'plan' | 'numbers' | 'wordings' | 'voice'>;

export function conclusionsOf(content: Concluded): Conclusion[] {
  return madeSentences(content).map(({ id, made }) => {
    const wording = content.wordings[id]?.[content.voice.language];
    const text = wording === undefined ? null : worded(wording, made);
    return {
      id,
      made,
      text: text ?? made,
      isWorded: text !== null,
      isOutdated: wording !== undefined && text === null,
    };
  });
}

function madeSentences({ numbers, plan, voice }: Concluded): { id: string; made: string }[] {
  const sentences = conclude({
    tables: numbers.tables,
    groups: numbers.groupComparisons,
    regions: numbers.regionComparisons,
    campaigns: numbers.campaignEffects,
    plannedCoverage: plan.computed.find(({ indicator }) => indicator === 'coverage')?.plan ?? null,
  });
  const speaker = {
    ...voice,
    // In a sentence the sign belongs to it: p = 0,012 or p < 0,001.
    pValue: (p: number) => (p < 0.001 ? `< ${voice.fine(0.001)}` : `= ${voice.fine(p)}`),
    byDimension: (dimension: string) => dimensionWord(dimension, 'by', voice),
    groupName: (dimension: string, group: string) => groupLabel(dimension, group, voice),
  };
  return sentences.map((sentence) => ({ id: sentence.id, made: renderSentence(sentence, speaker) }));
}
