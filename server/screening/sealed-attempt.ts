/** What a phone sealed at hand-over, opened: an upload and what its owner asked for after the test. Pure. */
import { z } from 'zod';
import { Problem } from '../shared/problems';
import { openSealed, type SealingKey } from '../shared/sealing-key';
import type { Upload } from './attempt';
import { attemptId, satisfactionSchema } from './attempt.schema';
import type { Change } from './screening.service';

const longestSealed = 60_000;
const mostActs = 10;

export const sealedBody = z.object({
  sealed: z.string().min(1).max(longestSealed).meta({
    description: '`<key id>.<base64url of ephemeral key (65 bytes), iv (12), ciphertext, tag (16)>`',
  }),
});

const actSchema = z.discriminatedUnion('kind', [
  satisfactionSchema.extend({ kind: z.literal('feedback') }),
  z.object({ kind: z.literal('consultation') }),
]);

export type SealedAct = z.infer<typeof actSchema>;

/** An act that is not understood is left out: nobody can mend the text any more, and the answers must come in. */
const acts = z
  .array(z.unknown())
  .max(mostActs)
  .default([])
  .transform((given) => given.flatMap((act) => actSchema.safeParse(act).data ?? []));

/** Items that were changed on the phone since the server had last acknowledged it. */
const touched = z.array(z.string().max(10)).max(200).default([]);

export const sealedContent = z.object({ id: attemptId, upload: z.unknown(), touched, acts });

/** @throws Problem cannotOpen for a text of another installation, or one that was changed */
export function openAttempt(key: SealingKey, sealed: string): unknown {
  const text = openSealed(key, sealed);
  if (text === null) throw new Problem('cannotOpen');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('cannotOpen', {}, { cause: error });
  }
}

/**
 * Only this copy knows what the phone held, so that the server merges as the phone would have: what was changed there since
 * the server last had it goes before what is stored, and all else after it.
 */
export function mergedChange(
  sent: Upload,
  stored: Pick<Upload, 'answers' | 'timings' | 'unclear'>,
  touchedItems: string[],
): Change {
  const own = Object.entries(sent.answers).filter(([item]) => touchedItems.includes(item));
  const isUnclear = (item: string) =>
    touchedItems.includes(item)
      ? sent.unclear.includes(item)
      : stored.unclear.includes(item) || sent.unclear.includes(item);
  return {
    answers: { ...sent.answers, ...stored.answers, ...Object.fromEntries(own) },
    timings: { ...sent.timings, ...stored.timings },
    unclear: [...new Set([...sent.unclear, ...stored.unclear])].filter(isUnclear).sort(),
    submitted: sent.submitted,
  };
}
