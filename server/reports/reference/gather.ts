/** One pass over the stream of attempts; nothing of one person stays but an opaque hash of who was counted. */
import { setImmediate } from 'node:timers/promises';
import type { Attempt } from '../../screening/attempt.types';
import { localDay } from '../../shared/clock';
import { keyedHash } from '../../shared/sealing';
import type { Answered } from '../tallies/attempt';
import { add, emptyTally, type Tally } from '../tallies/tally';
import { addMark, type Marks, noMarks } from './service.tables';

export interface Gathered {
  tally: Tally;
  marks: Marks;
  /** Keyed hashes of the attempts counted. */
  members: Set<string>;
  /** Scoring versions of the results that were counted. */
  scoringVersions: Set<string>;
}

/** Between two breaths of the event loop. */
export const attemptsAtATime = 200;

/**
 * @param attempts of each code the one that counts, submitted before `until`
 * @param key of the hashes: the same for every reference, so that sets can be compared
 */
export async function gather(
  attempts: AsyncIterable<Attempt>,
  { until, key }: { until: Date; key: Buffer },
): Promise<Gathered> {
  const gathered: Gathered = {
    tally: emptyTally(),
    marks: noMarks(),
    members: new Set(),
    scoringVersions: new Set(),
  };
  let seen = 0;
  for await (const attempt of attempts) {
    seen += 1;
    if (seen % attemptsAtATime === 0) await setImmediate();
    const answered = answeredFrom(attempt);
    if (!answered) continue;
    add(gathered.tally, answered);
    gathered.members.add(memberHash(key, attempt.id));
    gathered.scoringVersions.add(attempt.scoringVersion ?? '');
    addMark(gathered.marks, attempt, until);
  }
  return gathered;
}

/** null for what a reference never counts. */
export function answeredFrom(attempt: Attempt): Answered | null {
  const { submittedAt, submittedAnswers, result, profile, language, campaign, isTryOut } = attempt;
  if (isTryOut || !submittedAt || !submittedAnswers || !result) return null;
  return {
    submittedDay: localDay(submittedAt),
    campaignId: campaign,
    profile,
    language,
    answers: submittedAnswers,
    result,
  };
}

const memberHashLength = 12;

/** 72 bits: among a million people two hardly ever share one, and it leads back to nobody without the key. */
function memberHash(key: Buffer, id: string): string {
  return keyedHash(key, `reference member ${id}`).slice(0, memberHashLength);
}
