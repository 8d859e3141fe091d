/**
 * A browser has thrown its database away: what only the second copy holds comes back. Never unasked: the server says
 * whether the attempt still stands, or, where it says nothing, whoever knows the code.
 */
import { normaliseCode } from '../../../../server/core/attempt/code';
import { score } from '../../../../server/core/scoring/score';
import type { LocalAttempt } from '../model/attempt';
import { attemptFrom, broughtForward } from '../model/read-second-copy';
import type { SecondCopy } from '../model/second-copy';
import { type StoredCopy, withStored } from '../model/stored-copy';
import { keptAttempts } from '../storage/kept-attempts';
import { forgetSecond } from '../storage/second/forget-second';
import { readSecondCopies } from '../storage/second/read-second-copies';
import { storage } from '../storage/storage';
import { ask, isFine } from './request';
import { loadWords } from './words';

export type Recovery =
  | 'nothingLost'
  /** All of it is in the storage again, and is sent from there. */
  | 'restored'
  /** Something waits for the server, or for its code. */
  | 'needsCode';

/** Nobody looks longer at a page that does not go on. */
const patienceMs = 4_000;

const inTime = <T>(asked: Promise<T>): Promise<T | null> =>
  Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))]);

/** A result is not kept twice: it follows from the answers. @throws TypeError where the questionnaire cannot be had */
async function resultOf({ questionnaire, language, answers, timings, profile, submittedAt }: SecondCopy) {
  if (submittedAt === null) return null;
  const { definition } = (await loadWords(questionnaire, language, ['rest'])).questionnaire;
  return score(definition, answers, { age: profile.age, timings }).result;
}

/** What may come back; 'gone' for what must not, null where nobody says. */
async function standing(copy: SecondCopy, typedCode: string | null): Promise<LocalAttempt | 'gone' | null> {
  const answer = await inTime(ask('GET', `/api/attempts/${copy.id}`, copy.code));
  if (answer?.status === 410) return 'gone';
  // What never arrived is unknown to the server.
  const isSaid = isFine(answer) || (answer?.status === 404 && answer.body.code !== undefined);
  if (!isSaid && typedCode !== normaliseCode(copy.code)) return null;
  const attempt = attemptFrom(copy, await resultOf(copy));
  if (!isFine(answer)) return attempt;
  return withStored(attempt, answer?.body as unknown as StoredCopy, new Date().toISOString());
}

async function restore(attempt: LocalAttempt): Promise<void> {
  await keptAttempts.put(attempt);
  if (await storage.fact('session')) return;
  const { id: attemptId, code, campaign, answers } = attempt;
  await storage.putFact('session', {
    ...{ assent: true, isSharedPhone: false, attemptId, code },
    ...(campaign === null ? {} : { campaign }),
    // Behind the code's own page there are answers.
    hasSavedCode: Object.keys(answers).length > 0,
  });
}

/** Copies of what this phone does not hold. One that outlived its wiping is wiped now. */
async function lostCopies(): Promise<SecondCopy[]> {
  const wiped = (await storage.fact('wiped')) ?? [];
  const lost: SecondCopy[] = [];
  for (const copy of await readSecondCopies()) {
    if (await storage.attempt(copy.id)) continue;
    if (wiped.includes(copy.id)) await forgetSecond(copy.id);
    else lost.push(copy);
  }
  return lost;
}

/** @param typedCode as somebody gave it here, normalised */
export async function recover(typedCode: string | null = null): Promise<Recovery> {
  const lost = await lostCopies();
  if (lost.length === 0) return 'nothingLost';
  const found = await Promise.all(lost.map((copy) => standing(copy, typedCode).catch(() => null)));
  for (const [index, attempt] of found.entries())
    if (attempt === 'gone') await forgetSecond((lost[index] as SecondCopy).id);
  const restored = found.filter((one) => one !== null && one !== 'gone');
  // The phone goes on with what is not finished.
  restored.sort((one, other) => Number(one.submittedAt !== null) - Number(other.submittedAt !== null));
  for (const attempt of restored) await restore(attempt);
  if (found.includes(null)) return 'needsCode';
  return restored.length > 0 ? 'restored' : 'nothingLost';
}

/**
 * A database that came back older than it was is brought forward by what its second copies have: it is all still readable
 * here, so that nobody has to be asked.
 * @returns whether something was
 */
export async function bringForward(): Promise<boolean> {
  let isBroughtForward = false;
  for (const copy of await readSecondCopies()) {
    const first = await storage.attempt(copy.id);
    if (!first || first.isSharedPhone || copy.revision <= first.revision) continue;
    const result = await resultOf(copy);
    await keptAttempts.change(copy.id, (attempt) => broughtForward(attempt, copy, result));
    isBroughtForward = true;
  }
  return isBroughtForward;
}
