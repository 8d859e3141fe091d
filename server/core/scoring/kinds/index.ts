/** The kinds of scales that a definition can have: a file each, and its line here. */
import type { ScaleResult } from '../../definition/types';
import { type CountScale, count } from './count';
import { type CriteriaScale, criteria } from './criteria';
import { type ExposedSumScale, exposedSum } from './exposed-sum';
import { type ExposureScale, exposure } from './exposure';
import type { Answered, Kind } from './kind';
import { type KnowledgeScale, knowledge } from './knowledge';
import { type OrderScale, order } from './order';
import { type ProtectiveScale, protective } from './protective';
import { type SumScale, sum } from './sum';
import { type WellbeingScale, wellbeing } from './wellbeing';

export type Scale =
  | SumScale
  | CriteriaScale
  | CountScale
  | ExposedSumScale
  | ExposureScale
  | KnowledgeScale
  | OrderScale
  | WellbeingScale
  | ProtectiveScale;

const kinds: { [Name in Scale['kind']]: Kind<Extract<Scale, { kind: Name }>> } = {
  ...{ sum, exposedSum, criteria, count, exposure, knowledge, order, wellbeing, protective },
};

/** A scale's rules go with the kind that they name, which the compiler cannot follow. */
const kindOf = (scale: Scale) => kinds[scale.kind] as Kind<Scale>;

export const scoreScale = (scale: Scale, answered: Answered): ScaleResult =>
  kindOf(scale).score(scale, answered);

export const itemsOfScale = (scale: Scale) => kindOf(scale).itemsOf(scale);

export const bandsOfScale = (scale: Scale): readonly string[] => kindOf(scale).bandsOf(scale);

/** Whether gates have closed all that the scale asks: then nothing but that is told. */
export const isClosed = (scale: Scale | undefined, { label }: ScaleResult): boolean =>
  scale !== undefined && 'closedLabel' in scale && label !== undefined && label === scale.closedLabel;
