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

export const sealedContent = z.object({ id: attemptId, upload: z.unknown(), acts });

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

/** Only this copy knows what the phone held, so that the server merges: what is stored goes before what is sent. */
export function mergedChange(sent: Upload, stored: Pick<Upload, 'answers' | 'timings' | 'unclear'>): Change {
  return {
    answers: { ...sent.answers, ...stored.answers },
    timings: { ...sent.timings, ...stored.timings },
    unclear: [...new Set([...sent.unclear, ...stored.unclear])].sort(),
    submitted: sent.submitted,
  };
}
