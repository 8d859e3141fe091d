/** The sentences that say what a result means, before any recommendation: the same on the server and on the phone. */

import type { Texts } from '../definition/texts';
import type { BandedResult, Result } from '../definition/types';
import type { Feedback } from './feedback';

export interface ResultSentences {
  thanks: string;
  notDiagnosis: string;
  strength: string;
  /** By banded scale: one for its band, one more for a label that stands beside it. */
  scales: Record<string, string[]>;
  /** Wellbeing, life online with others, and support. */
  more: { name: string; sentences: string[] }[];
  recheck: string;
}

type BandedScale = 'A' | 'B' | 'C' | 'D';

export function resultSentences(texts: Texts, feedback: Feedback, result: Result): ResultSentences {
  return {
    thanks: texts.thanks,
    notDiagnosis: texts.notDiagnosis,
    strength: texts.strengths[feedback.strength] ?? texts.strengths.none ?? '',
    scales: Object.fromEntries(
      feedback.scales.map(({ scale }) => [
        scale,
        bandSentences(texts, scale as BandedScale, result.scales[scale as BandedScale]),
      ]),
    ),
    more: moreSentences(texts, result),
    recheck: texts.recheck,
  };
}

function bandSentences(texts: Texts, scale: BandedScale, { band, label }: BandedResult): string[] {
  if (band === null) return [texts.labels.notScored];
  if (label === 'noGaming' || label === 'noGambling') return [texts.labels[label]];
  const described = texts.scales[scale].describes[band];
  return label ? [described, texts.labels[label]] : [described];
}

/** What could not be scored is left out. */
function moreSentences({ scales, labels }: Texts, { scales: { E, F, G } }: Result) {
  const known = (parts: (string | null | undefined)[]) => parts.filter((part) => part != null);
  const groups = [
    {
      name: scales.F.name,
      sentences: known([
        F.level && scales.F.describes.level[F.level],
        F.distress && scales.F.describes.distress[F.distress],
      ]),
    },
    {
      name: scales.E.name,
      sentences: known([
        E.victim && scales.E.describes.victim[E.victim],
        E.aggressor && scales.E.describes.aggressor[E.aggressor],
      ]),
    },
    { name: scales.G.name, sentences: known([G.level && scales.G.describes[G.level]]) },
  ];
  return groups.map((group) =>
    group.sentences.length > 0 ? group : { ...group, sentences: [labels.notScored] },
  );
}
