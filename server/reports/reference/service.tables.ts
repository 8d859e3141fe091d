/** Counts beside the tally: whose answers count, how satisfied people were, how consultations went. Hidden together with all others. */
import type { ConsultationStatistics } from '../../consultations/statistics';
import type { Attempt } from '../../screening/attempt.types';
import { coverageId } from '../tables/coverage.tables';
import { type CountTable, cellId, type Sum } from '../tables/model';
import { everybody } from '../tallies/groups';
import { people } from '../tallies/read';
import type { Tally } from '../tallies/tally';

/** How many gave each mark, 1 not at all .. 5 very satisfied. */
export type Marks = Record<1 | 2 | 3 | 4 | 5, number>;

export const noMarks = (): Marks => ({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 });

/** Counts the mark of an attempt, where it was given before `until`. */
export function addMark(marks: Marks, { feedback }: Pick<Attempt, 'feedback'>, until: Date): void {
  if (feedback && feedback.givenAt < until) marks[feedback.satisfaction] += 1;
}

interface ListedCount {
  key: string;
  id: string;
  n: number;
  ofId?: string;
}

function listTable(id: string, rows: ListedCount[], sums: Sum[]): CountTable {
  return {
    id,
    dimensions: { rows: id, columns: 'people' },
    columns: [{ key: 'n', kind: 'count' }],
    rows: rows.map(({ key, ...cell }) => ({ key, cells: [{ ...cell, key: 'n' }] })),
    marginals: { rows: sums, columns: [] },
  };
}

const everyone = coverageId(everybody);

/** Of everybody who submitted: whose answers are valid, doubtful or excluded. */
export function qualityTable(tally: Tally): CountTable {
  const verdicts = ['valid', 'doubtful', 'excluded'] as const;
  const rows = verdicts.map((verdict) => ({
    key: verdict,
    id: cellId('quality', everybody, verdict),
    n: people(tally, everybody, verdict),
    ofId: everyone,
  }));
  const all = { key: everybody, id: everyone, n: people(tally, everybody, 'covered') };
  return listTable('quality', [...rows, all], [{ total: everybody, parts: [...verdicts] }]);
}

export const satisfactionId = (key: string) => cellId('satisfaction', everybody, key);

/** The share of the top two of five marks among all who rated is the indicator of the grant. */
export function satisfactionTable(marks: Marks, covered: number): CountTable {
  const satisfied = marks[5] + marks[4];
  const rated = satisfied + marks[3] + marks[2] + marks[1];
  const part = (key: string, n: number, ofId: string) => ({ key, id: satisfactionId(key), n, ofId });
  const ofRated = satisfactionId('rated');
  return listTable(
    'satisfaction',
    [
      ...([5, 4, 3, 2, 1] as const).map((mark) => part(`mark${mark}`, marks[mark], ofRated)),
      part('satisfied', satisfied, ofRated),
      part('rated', rated, everyone),
      part('notRated', covered - rated, everyone),
      { key: everybody, id: everyone, n: covered },
    ],
    [
      { total: 'satisfied', parts: ['mark5', 'mark4'] },
      { total: 'rated', parts: ['satisfied', 'mark3', 'mark2', 'mark1'] },
      { total: everybody, parts: ['rated', 'notRated'] },
    ],
  );
}

export const consultationId = (key: string) => cellId('consultations', everybody, key);

export type ConsultationCounts = Omit<ConsultationStatistics, 'waits'>;

export function consultationTable(counts: ConsultationCounts): CountTable {
  const { asked, answered, read, replied, overdue, helped } = counts;
  const part = (key: string, n: number, of?: string) => ({
    key,
    id: consultationId(key),
    n,
    ...(of && { ofId: consultationId(of) }),
  });
  const said = helped.yes + helped.partly + helped.no;
  return listTable(
    'consultations',
    [
      part('asked', asked),
      part('answered', answered, 'asked'),
      part('waiting', asked - answered, 'asked'),
      part('overdue', overdue, 'asked'),
      part('inTime', asked - overdue, 'asked'),
      part('read', read, 'answered'),
      part('unread', answered - read, 'answered'),
      part('replied', replied, 'answered'),
      part('notReplied', answered - replied, 'answered'),
      part('helpedYes', helped.yes, 'said'),
      part('helpedPartly', helped.partly, 'said'),
      part('helpedNo', helped.no, 'said'),
      part('said', said, 'answered'),
      part('notSaid', answered - said, 'answered'),
    ],
    [
      { total: 'asked', parts: ['answered', 'waiting'] },
      { total: 'asked', parts: ['overdue', 'inTime'] },
      { total: 'answered', parts: ['read', 'unread'] },
      { total: 'answered', parts: ['replied', 'notReplied'] },
      { total: 'said', parts: ['helpedYes', 'helpedPartly', 'helpedNo'] },
      { total: 'answered', parts: ['said', 'notSaid'] },
    ],
  );
}
