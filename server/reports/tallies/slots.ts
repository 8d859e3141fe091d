/** Where each count stands in a group's row of numbers. A row has the same length for every group, so rows add up. */
import { isDeepStrictEqual } from 'node:util';
import { bandIds } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import { type TopicId, topicIds, topics } from './topics';

/** The four scales with bands. */
export const scales = ['A', 'B', 'C', 'D'] as const;
export type Scale = (typeof scales)[number];

/** Their bands, from the lowest. */
export const bands = ['low', 'moderate', 'high', 'veryHigh'] as const;
export type Band = (typeof bands)[number];
/** Whether a questionnaire has what the tables of levels are made of; of any other one people are counted alone. */
export const canBeTabled = (definition: Pick<Definition, 'scales' | 'bands'>): boolean =>
  scales.every((scale) => definition.scales[scale] !== undefined) &&
  isDeepStrictEqual(bandIds(definition), bands);

export const labels: readonly string[] = [
  'littleHarm',
  'harmUnknown',
  'noGaming',
  'noGambling',
  'underAgePlay',
];

const labelsAndNone = labels.length + 1;
const slotsPerScale = (bands.length + 1) * labelsAndNone;

/** Submitted first attempts; those of them by verdict of answer quality. */
export const peopleSlots = { covered: 0, valid: 1, doubtful: 2, excluded: 3 } as const;
const firstScaleSlot = Object.keys(peopleSlots).length;
const firstTopicSlot = firstScaleSlot + scales.length * slotsPerScale;

export function levelSlot(scale: Scale, band: string | null, label?: string): number {
  const bandIndex = band === null ? bands.length : bands.indexOf(band as Band);
  const labelIndex = label === undefined ? 0 : labels.indexOf(label) + 1;
  return firstScaleSlot + scales.indexOf(scale) * slotsPerScale + bandIndex * labelsAndNone + labelIndex;
}

/** Topic -> outcome -> slot. */
export const topicSlots = {} as Record<TopicId, Map<string, number>>;
let nextSlot = firstTopicSlot;
for (const topic of topicIds) {
  topicSlots[topic] = new Map(topics[topic].outcomes.map((outcome) => [outcome, nextSlot++]));
}

export const slotCount = nextSlot;
