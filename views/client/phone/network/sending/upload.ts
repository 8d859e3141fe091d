/**
 * Sends what waits on this phone, on the page and in the service worker alike. Everything may be sent twice, late and in
 * any order; nothing is removed here before the server has acknowledged it.
 */
import { type Act, isSafelySent, type LocalAttempt } from '../../model/attempt';
import type { Sealed } from '../../model/kept';
import { acknowledged, type StoredCopy, uploadOf, withStored } from '../../model/stored-copy';
import { keptAttempts } from '../../storage/kept-attempts';
import { storage } from '../../storage/storage';
import { waiting } from '../../storage/waiting';
import { removeAttempt } from '../../storage/wiping';
import { type Answer, ask, isFine } from '../request';

export type Outcome =
  | { kind: 'done' }
  /** @param isBusy the server was reached and has enough for now */
  | { kind: 'later'; isBusy: boolean; afterMs: number }
  | { kind: 'erased' }
  | { kind: 'refused'; code: string };

const notSent: Outcome = { kind: 'later', isBusy: false, afterMs: 0 };

/** For all answers but success and those that a caller looks at itself. */
function otherwise(answer: Answer | null): Outcome {
  if (answer === null) return notSent;
  if (answer.status === 410) return { kind: 'erased' };
  if (answer.status === 429 || answer.status >= 500 || answer.status === 408)
    return { kind: 'later', isBusy: true, afterMs: answer.afterMs ?? 0 };
  return { kind: 'refused', code: String(answer.body.code ?? answer.status) };
}

/** Where an attempt is held: in the storage, or in memory alone on a phone that keeps nothing more. */
export interface AttemptHolder {
  changeAttempt(id: string, change: (attempt: LocalAttempt) => LocalAttempt): Promise<LocalAttempt | null>;
  removeAttempt(id: string): Promise<void>;
}

const onPhone: AttemptHolder = { changeAttempt: keptAttempts.change, removeAttempt };

/** The server's copy is newer, or another device's. */
async function takeIn(id: string, stored: StoredCopy, place: AttemptHolder): Promise<Outcome> {
  const now = new Date().toISOString();
  const merged = await place.changeAttempt(id, (attempt) => withStored(attempt, stored, now));
  return merged === null || isSafelySent(merged) ? { kind: 'done' } : sendAttempt(merged, place);
}

export async function sendAttempt(sent: LocalAttempt, place: AttemptHolder = onPhone): Promise<Outcome> {
  const answer = await ask('PUT', `/api/attempts/${sent.id}`, null, uploadOf(sent));
  if (isFine(answer)) {
    const reply = answer?.body as unknown as Pick<StoredCopy, 'sequence' | 'submitted' | 'result'>;
    const isOurs = reply.sequence === sent.sequence && reply.submitted === (sent.submittedAt !== null);
    if (isOurs) {
      await place.changeAttempt(sent.id, (attempt) => acknowledged(attempt, sent, reply.result));
      return { kind: 'done' };
    }
    const newer = await ask('GET', `/api/attempts/${sent.id}`, sent.code);
    return isFine(newer) ? takeIn(sent.id, newer?.body as unknown as StoredCopy, place) : otherwise(newer);
  }
  if (answer?.body.code === 'answersConflict')
    return takeIn(sent.id, answer.body.stored as unknown as StoredCopy, place);
  // A link that never was, or is no more, must not keep the answers from being taken.
  if (answer?.body.code === 'unknownCampaign' && sent.campaign !== null) {
    const freed = await place.changeAttempt(sent.id, (attempt) => ({ ...attempt, campaign: null }));
    return freed ? sendAttempt(freed, place) : { kind: 'done' };
  }
  const outcome = otherwise(answer);
  if (outcome.kind === 'erased') await place.removeAttempt(sent.id);
  if (outcome.kind === 'refused')
    await place.changeAttempt(sent.id, (attempt) => ({ ...attempt, refusal: outcome.code }));
  return outcome;
}

/** What another device wrote or erased meanwhile; asked once a visit for the attempt that is open here. */
async function refresh(attempt: LocalAttempt): Promise<void> {
  const answer = await ask('GET', `/api/attempts/${attempt.id}`, attempt.code);
  if (answer?.status === 410) return removeAttempt(attempt.id);
  const stored = answer?.body as unknown as StoredCopy;
  const isNewer = isFine(answer) && stored.sequence > (attempt.known?.sequence ?? 0);
  if (isNewer) await takeIn(attempt.id, stored, onPhone);
}

async function sendSealed({ id, sealed }: Sealed): Promise<Outcome> {
  const answer = await ask('POST', '/api/sealed-attempts', null, { sealed });
  const outcome: Outcome = isFine(answer) ? { kind: 'done' } : otherwise(answer);
  if (outcome.kind === 'done' || outcome.kind === 'erased') await waiting.removeSealed(id);
  return outcome;
}

const requestOf = (act: Act): [string, unknown] => {
  switch (act.kind) {
    case 'feedback':
      return ['feedback', { satisfaction: act.satisfaction }];
    case 'consultation':
      return ['consultation', {}];
    case 'reply':
      return ['messages', act.reply];
    case 'helped':
      return ['helped', { helped: act.helped }];
  }
};

/** Tomorrow there is room again; what was written stays. */
export const full: Outcome = { kind: 'later', isBusy: true, afterMs: 60 * 60_000 };

/** An act that the server refuses is of no more use; its attempt stays. */
export async function sendAct(act: Act): Promise<Outcome> {
  const [path, body] = requestOf(act);
  const answer = await ask('POST', `/api/attempts/${act.attemptId}/${path}`, act.code, body);
  if (answer?.body.code === 'tooManyMessages') return full;
  const outcome: Outcome = isFine(answer) ? { kind: 'done' } : otherwise(answer);
  if (outcome.kind !== 'later') await waiting.removeAct(act.key);
  return outcome;
}

export interface Sending {
  /** How many things still wait. */
  waiting: number;
  /** The server was reached and has enough for now. */
  isBusy: boolean;
  /** As a server asked for. */
  afterMs: number;
}

const nothingWaits: Sending = { waiting: 0, isBusy: false, afterMs: 0 };

/** Nothing is known, but that not all was sent. */
export const stillWaiting: Sending = { ...nothingWaits, waiting: 1 };

export const added = (one: Sending, other: Sending): Sending => ({
  waiting: one.waiting + other.waiting,
  isBusy: one.isBusy || other.isBusy,
  afterMs: Math.max(one.afterMs, other.afterMs),
});

export const sendingOf = (outcome: Outcome): Sending =>
  outcome.kind === 'later' ? { waiting: 1, isBusy: outcome.isBusy, afterMs: outcome.afterMs } : nothingWaits;

/**
 * Attempts first, since acts belong to submitted ones.
 * @param isNewVisit also what was refused before: the server may be another by now
 * @param heldId an attempt of which a page has newer answers than there was room for: what is kept of it is not sent
 */
export async function sendWaiting(isNewVisit = false, heldId: string | null = null): Promise<Sending> {
  const outcomes: Outcome[] = [];
  for (const attempt of await keptAttempts.all()) {
    if (attempt.id === heldId) continue;
    const isDue = attempt.refusal === null || isNewVisit;
    if (!isSafelySent(attempt) && isDue) outcomes.push(await sendAttempt(attempt));
    else if (isNewVisit && isDue) await refresh(attempt);
  }
  for (const sealed of await waiting.sealed()) outcomes.push(await sendSealed(sealed));
  for (const act of await waiting.acts()) {
    const attempt = await storage.attempt(act.attemptId);
    outcomes.push(attempt && !isSafelySent(attempt) ? notSent : await sendAct(act));
  }
  return outcomes.map(sendingOf).reduce(added, nothingWaits);
}
