/** What belongs to a code, where it lies: with the server, on this phone, or on both. */
import { normaliseCode } from '../../../../server/core/attempt/code';
import type { Act, Earlier, LocalAttempt } from '../model/attempt';
import type { Listed } from '../model/listed';
import { continuedFrom } from '../model/stored-copy';
import { recovery } from '../parts/lazy-recovery';
import { begunReplies } from '../storage/begun-replies';
import { keptAttempts } from '../storage/kept-attempts';
import { hasLost } from '../storage/lost';
import { storage } from '../storage/storage';
import { waiting } from '../storage/waiting';
import { removeAttempt } from '../storage/wiping';
import { attemptOf, attemptsOf } from './my';
import { ask, isFine } from './request';
import { sendAct } from './sending/upload';

interface BehindCode {
  listed: Listed[];
  /** By the server's clock, where it answered. */
  now: Date;
  /** Without network it is only what lies here. */
  isWhole: boolean;
  /** The server knows no such code. */
  isUnknown: boolean;
  /** Something lies here that only another code opens, or the server. */
  isOtherHere: boolean;
}

/** What this phone holds of a code and the server does not know yet. */
async function onlyHere(code: string, known: Listed[]): Promise<Listed[]> {
  const now = new Date().toISOString();
  const attempts = (await keptAttempts.all()).filter((one) => normaliseCode(one.code) === code);
  return attempts
    .filter(({ id }) => !known.some((one) => one.id === id))
    .map(({ id, questionnaire, submittedAt, result }) => ({
      ...{ id, questionnaire, submittedAt, startedAt: submittedAt ?? now },
      ...{ isTryOut: false, consultation: null, ...(result ? { result } : {}) },
    }));
}

export async function allOf(code: string): Promise<BehindCode> {
  const isOtherHere = (await hasLost()) && (await (await recovery()).recover(code)) === 'needsCode';
  const answer = await attemptsOf(code);
  const known = answer?.status === 200 ? answer.body.attempts : [];
  return {
    listed: [...(await onlyHere(code, known)), ...known],
    now: answer?.now ?? new Date(),
    isWhole: answer !== null,
    isUnknown: answer?.status === 404,
    isOtherHere,
  };
}

/** To be continued here, from wherever it lies; null where it cannot be had. @param isSharedPhone what is said of it */
export async function attemptToContinue(
  id: string,
  { code, isSharedPhone }: { code: string; isSharedPhone: boolean },
): Promise<LocalAttempt | null> {
  const here = await storage.attempt(id);
  if (here) return here;
  const answer = await attemptOf(id, code);
  if (answer?.status !== 200) return null;
  const attempt = continuedFrom(answer.body, { code, isSharedPhone, now: new Date().toISOString() });
  await keptAttempts.put(attempt);
  return attempt;
}

/** A psychologist, on whatever device; here perhaps without network. */
export async function hasAskedFor(listed: Listed[], attemptId: string): Promise<boolean> {
  if (listed.some(({ id, consultation }) => id === attemptId && consultation !== null)) return true;
  return (await storage.actsOf(attemptId)).some(({ kind }) => kind === 'consultation');
}

/** With these a new attempt of the same code is compared. */
export const earlierOf = (listed: Listed[]): Earlier[] =>
  listed.flatMap(({ id, questionnaire, submittedAt, result, isTryOut }) =>
    submittedAt !== null && result && !isTryOut
      ? [{ id, questionnaire, submittedAt: String(submittedAt), result }]
      : [],
  );

/** Sends at once, or keeps it on somebody's own phone until it can be sent. */
export async function sendOrKeep(
  act: Act,
  isOwnPhone: boolean,
): Promise<'sent' | 'kept' | 'failed' | 'refused'> {
  const { kind } = await sendAct(act);
  if (kind === 'refused') return kind;
  if (kind !== 'later') return 'sent';
  if (!isOwnPhone) return 'failed';
  return waiting.putAct(act).then(
    () => 'kept',
    () => 'failed',
  );
}

/** With the server and here, one after the other. @returns false where it was not reached */
export async function eraseAttempts(listed: Listed[], code: string): Promise<boolean> {
  for (const { id } of listed) {
    const answer = await ask('DELETE', `/api/attempts/${id}`, code);
    const isGone = isFine(answer) || answer?.status === 410 || answer?.status === 404;
    if (!isGone) return false;
    await removeAttempt(id);
    await begunReplies.forget(id);
  }
  return true;
}
