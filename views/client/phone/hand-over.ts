/** The end of one person's time at this phone: what can be read is wiped, what is unsent is sealed for the server alone. */
import { isSafelySent, type LocalAttempt } from './attempt';
import { canSeal, seal } from './seal';
import { sendAlone } from './sender';
import { store } from './store';

export type HandedOver =
  /** All of it is with the server. */
  | 'sent'
  /** Sealed here until it can be sent. */
  | 'sealed'
  /** It can be neither sent nor sealed now, so it stays. */
  | 'kept';

/** The server's key, fetched while there is network. */
export async function keepSealingKey(): Promise<void> {
  const response = await fetch('/api/sealing-key');
  if (response.ok) await store.putFact('sealingKey', await response.json());
}

async function actsOf({ id }: LocalAttempt) {
  return (await store.acts()).filter((act) => act.attemptId === id);
}

export async function handOver(id: string): Promise<HandedOver> {
  let attempt = await store.attempt(id);
  if (!attempt) return 'sent';
  const key = await store.fact('sealingKey');
  const isWaiting = async (one: LocalAttempt) => !isSafelySent(one) || (await actsOf(one)).length > 0;
  if ((await isWaiting(attempt)) && !(key && canSeal())) {
    await sendAlone();
    attempt = await store.attempt(id);
    if (attempt && (await isWaiting(attempt))) return 'kept';
  }
  if (!attempt) return 'sent';
  if (!(await isWaiting(attempt))) {
    await store.removeAttempt(id);
    return 'sent';
  }
  await store.sealAttempt(await seal(attempt, await actsOf(attempt), key as NonNullable<typeof key>));
  return 'sealed';
}

/** Nothing of anybody stays readable: every attempt on this phone, and what was said of attempts that are elsewhere. */
export async function handOverAll(): Promise<HandedOver> {
  const ends: HandedOver[] = [];
  for (const { id } of await store.attempts()) ends.push(await handOver(id));
  if ((await store.acts()).length > 0) {
    await sendAlone();
    if ((await store.acts()).length > 0) ends.push('kept');
  }
  return (['kept', 'sealed'] as const).find((end) => ends.includes(end)) ?? 'sent';
}

/**
 * Attempts of which the server has everything and that nobody goes on with here. Where it is not known with which one this
 * phone goes on, none is touched.
 */
export async function tidy(currentId: string | undefined): Promise<void> {
  if (currentId === undefined) return;
  for (const attempt of await store.attempts()) {
    const isOver = attempt.id !== currentId && (attempt.submittedAt === null || attempt.isSharedPhone);
    if (isOver && isSafelySent(attempt) && (await actsOf(attempt)).length === 0)
      await store.removeAttempt(attempt.id);
  }
}
