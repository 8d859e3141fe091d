/**
 * Everything that a reference says in numbers, after hiding: what is frozen, hashed and written into every file. Nothing
 * that was hidden can be found in it, and it holds no text.
 */

import type { ConsultationStatistics } from '../../consultations/statistics';
import type { TextReference } from '../../core/feedback/text-content';
import { digestOf } from '../../shared/digest';
import type { DesignEffect } from '../statistics/clustering';
import type { NotComputed } from '../statistics/not-computed';
import { notComputed } from '../statistics/not-computed';
import { kaplanMeierMedian } from '../statistics/survival';
import { smallestBase } from '../suppression/primary';
import { campaignEffects, compareGroups, type GroupComparison } from '../tables/group-comparisons';
import { type Cell, findCell, type Table } from '../tables/model';
import { publishTables } from '../tables/publish';
import { type CountedReference, countReference } from '../tables/reference.tables';
import { compareRegions, type RegionComparison } from '../tables/region-comparisons';
import { everybody } from '../tallies/groups';
import { people } from '../tallies/read';
import type { Scale } from '../tallies/slots';
import type { Tally } from '../tallies/tally';
import type { Marks } from './service.tables';
import { consultationId, consultationTable, qualityTable, satisfactionTable } from './service.tables';

/** Nothing but the coverage is told about fewer people. */
export const fewestPeople = smallestBase;

export interface ReferenceNumbers {
  from: string;
  to: string;
  /** ISO time up to which answers were taken. */
  until: string;
  regions: string[];
  /** How many campaigns it was narrowed to; 0 for all. Their names stay inside. */
  campaigns: number;
  questionnaire: string;
  scoringVersions: string[];
  softwareVersion: string;
  tables: Table[];
  groupComparisons: GroupComparison[];
  regionComparisons: RegionComparison[];
  campaignEffects: Record<Scale, DesignEffect | NotComputed>;
  medianWaitHours: { median: number } | NotComputed;
  /** The guides on the psychology of senior pupils in the annex, in exactly these versions. */
  guides: TextReference[];
}

export interface NumbersInput
  extends Omit<
    ReferenceNumbers,
    | 'tables'
    | 'groupComparisons'
    | 'regionComparisons'
    | 'campaignEffects'
    | 'medianWaitHours'
    | 'scoringVersions'
  > {
  /** KATO codes whose rows are printed even when nobody answered there. */
  listedRegions: readonly string[];
  tally: Tally;
  marks: Marks;
  scoringVersions: ReadonlySet<string>;
  consultations: ConsultationStatistics;
}

export function countEverything({
  tally,
  marks,
  consultations,
  listedRegions,
}: NumbersInput): CountedReference {
  const counted = countReference(tally, listedRegions);
  const covered = people(tally, everybody, 'covered');
  return {
    ...counted,
    tables: [
      ...counted.tables,
      qualityTable(tally),
      satisfactionTable(marks, covered),
      consultationTable(consultations),
    ],
  };
}

/** `counted` is what countEverything made of the input; `hidden` the ids of its hidden cells. */
export function computeNumbers(
  input: NumbersInput,
  counted: CountedReference,
  hidden: ReadonlySet<string>,
): ReferenceNumbers {
  const { listedRegions: _listed, tally, marks: _marks, consultations, scoringVersions, ...facts } = input;
  const tables = publishTables(counted.tables, hidden);
  return {
    ...facts,
    scoringVersions: [...scoringVersions].sort(),
    tables,
    groupComparisons: compareGroups(tally, tables),
    regionComparisons: compareRegions(tables),
    campaignEffects: campaignEffects(tally, tables),
    medianWaitHours: medianWait(consultations, findCell(tables, consultationId('asked'))),
  };
}

function medianWait(
  { waits }: ConsultationStatistics,
  asked: Cell | undefined,
): { median: number } | NotComputed {
  if (asked === undefined || asked.hidden) return notComputed('hidden');
  if (waits.length === 0) return notComputed('noAnswers');
  if (waits.length < smallestBase) return notComputed('tooFewPeople');
  return kaplanMeierMedian(waits.map(({ hours, isOpen }) => ({ duration: hours, ended: !isOpen })));
}

/** SHA-256 (hex) of JSON with sorted keys: the same numbers always have the same hash. */
export function hashOf(numbers: ReferenceNumbers): string {
  return digestOf(numbers);
}
