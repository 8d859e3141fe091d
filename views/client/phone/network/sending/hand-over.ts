/** The end of one person's time at this phone: what can be read is wiped, what is unsent is sealed for the server alone. */
import { isSafelySent, type LocalAttempt } from '../../model/attempt';
import type { HandedOver } from '../../model/kept';
import { keptAttempts } from '../../storage/kept-attempts';
import { openAttempts } from '../../storage/open-tabs';
import { storage } from '../../storage/storage';
import { waiting } from '../../storage/waiting';
import { removeAttempt, sealAttempt } from '../../storage/wiping';
import { canSeal, seal } from './seal';
import { sendAlone } from './sender';

export async function handOver(id: string): Promise<HandedOver> {
  let attempt = await storage.attempt(id);
  if (!attempt) return 'sent';
  const key = await storage.fact('sealingKey');
  const isWaiting = async (one: LocalAttempt) =>
    !isSafelySent(one) || (await storage.actsOf(one.id)).length > 0;
  if ((await isWaiting(attempt)) && !(key && canSeal())) {
    await sendAlone();
    attempt = await storage.attempt(id);
    if (attempt && (await isWaiting(attempt))) return 'kept';
  }
  if (!attempt) return 'sent';
  if (!(await isWaiting(attempt))) {
    await removeAttempt(id);
    return 'sent';
  }
  await sealAttempt(await seal(attempt, await storage.actsOf(attempt.id), key as NonNullable<typeof key>));
  return 'sealed';
}

/**
 * Of those who left a shared phone without ending their time: whatever no tab goes on with, this one included.
 * @returns the attempts of which nothing can be read here any longer
 */
export async function endLeftTimes(): Promise<string[]> {
  const open = await openAttempts();
  if (open === null) return [];
  const isLeft = ({ id, isSharedPhone }: LocalAttempt) => isSharedPhone && !open.includes(id);
  const left = (await keptAttempts.all()).filter(isLeft);
  const ended: string[] = [];
  for (const { id } of left) if ((await handOver(id)) !== 'kept') ended.push(id);
  return ended;
}

/** What was said here of attempts that are elsewhere. */
async function endOthers(): Promise<HandedOver> {
  if ((await waiting.acts()).length === 0) return 'sent';
  await sendAlone();
  return (await waiting.acts()).length === 0 ? 'sent' : 'kept';
}

/**
 * Nothing of anybody stays readable: every attempt on this phone, and what was said of attempts that are elsewhere.
 * @param isGuest somebody on another's own phone, where all stays that is the owner's
 */
export async function handOverAll(isGuest = false): Promise<HandedOver> {
  const attempts = (await keptAttempts.all()).filter(({ isSharedPhone }) => isSharedPhone || !isGuest);
  const ends: HandedOver[] = [];
  for (const { id } of attempts) ends.push(await handOver(id));
  if (!isGuest) ends.push(await endOthers());
  if (ends.includes('kept')) return 'kept';
  if (!isGuest) await storage.removeFact('replies');
  return ends.includes('sealed') ? 'sealed' : 'sent';
}
