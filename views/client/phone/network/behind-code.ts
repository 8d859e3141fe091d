/** What belongs to a code, where it lies: with the server, on this phone, or on both. */
import { normaliseCode } from '../../../../server/core/attempt/code';
import type { Profile } from '../../../../server/core/attempt/profile-fields';
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
import { full, sendAct } from './sending/upload';

interface BehindCode {
  listed: Listed[];
  /** By the server's clock, where it answered. */
  now: Date;
  /** Without network it is only what lies here. */
  isWhole: boolean;
  /** The server knows no such code. */
  isUnknown: boolean;
  /** All that belonged to it was erased. */
  isErased: boolean;
  /** Something lies here that only another code opens, or the server. */
  isOtherHere: boolean;
}

/** What this phone holds of a code and the server does not know yet. */
async function onlyHere(code: string, known: Listed[]): Promise<Listed[]> {
  const now = new Date().toISOString();
  const attempts = (await keptAttempts.all()).filter((one) => normaliseCode(one.code) === code);
  return attempts
    .filter(({ id }) => !known.some((one) => one.id === id))
    .map(({ id, questionnaire, submittedAt, result, profile }) => ({
      ...{ id, questionnaire, profile, submittedAt, startedAt: submittedAt ?? now },
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
    isErased: answer?.status === 410,
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

/** What was last said of oneself with a code; undefined where it cannot be had now. */
export async function saidBeforeIn([newest]: Listed[], code: string): Promise<Profile | undefined> {
  if (!newest) return undefined;
  const here = await storage.attempt(newest.id);
  return here?.profile ?? (await attemptOf(newest.id, code))?.body.profile;
}

/** With these a new attempt of the same code is compared. */
export const earlierOf = (listed: Listed[]): Earlier[] =>
  listed.flatMap(({ id, questionnaire, submittedAt, result, isTryOut }) =>
    submittedAt !== null && result && !isTryOut
      ? [{ id, questionnaire, submittedAt: String(submittedAt), result }]
      : [],
  );

/** Sends at once, or keeps it on somebody's own phone until it can be sent; what is one too many today stays in its box. */
export async function sendOrKeep(
  act: Act,
  isOwnPhone: boolean,
): Promise<'sent' | 'kept' | 'failed' | 'refused' | 'tooMany' | 'erased'> {
  const outcome = await sendAct(act);
  if (outcome === full) return 'tooMany';
  if (outcome.kind === 'done') return 'sent';
  if (outcome.kind !== 'later') return outcome.kind;
  if (!isOwnPhone) return 'failed';
  return waiting.putAct(act).then(
    () => 'kept',
    () => 'failed',
  );
}

/** Everything of the code, with the server and then here. @returns false where the server was not reached */
export async function eraseCode(listed: Listed[], code: string): Promise<boolean> {
  if (!isFine(await ask('DELETE', '/api/my', code))) return false;
  for (const { id } of listed) {
    await removeAttempt(id);
    await begunReplies.forget(id);
  }
  // A guest's tab has a session of its own.
  const phones = await storage.fact('session');
  if (phones?.code !== undefined && normaliseCode(phones.code) === code) await storage.removeFact('session');
  return true;
}

/** Messages of a code that were written here and not sent yet. */
export async function pendingOf(code: string): Promise<{ id: string; text: string }[]> {
  const acts = await waiting.acts();
  return acts.flatMap((act) => (act.kind === 'reply' && normaliseCode(act.code) === code ? [act.reply] : []));
}
