/** The end of one person's time at this phone: what can be read is wiped, what is unsent is sealed for the server alone. */
import { isSafelySent, type LocalAttempt } from '../../model/attempt';
import type { HandedOver } from '../../model/kept';
import { keptAttempts } from '../../storage/kept-attempts';
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

/** Nothing of anybody stays readable: every attempt on this phone, and what was said of attempts that are elsewhere. */
export async function handOverAll(): Promise<HandedOver> {
  const ends: HandedOver[] = [];
  for (const { id } of await keptAttempts.all()) ends.push(await handOver(id));
  if ((await waiting.acts()).length > 0) {
    await sendAlone();
    if ((await waiting.acts()).length > 0) ends.push('kept');
  }
  if (ends.includes('kept')) return 'kept';
  await storage.removeFact('replies');
  return ends.includes('sealed') ? 'sealed' : 'sent';
}
