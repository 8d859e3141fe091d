/** What a phone sealed at hand-over, opened: an upload and what its owner asked for after the questionnaire. Pure. */
import { z } from 'zod';
import { type AttemptContent, contentOf } from '../core/attempt/content';
import { merged } from '../core/attempt/merge';
import { requestShapes } from '../http/api/shapes';
import { Problem } from '../shared/problems';
import { openSealed, type SealingKey } from '../shared/sealing-key';
import { attemptId, satisfactionSchema } from './attempt.schema';
import type { CheckedUpload } from './save.rules';
import type { Change } from './screening.service';

const longestSealed = 60_000;
const mostActs = 10;

export const sealedBody = z
  .object({
    sealed: z.string().min(1).max(longestSealed).meta({
      description: '`<key id>.<base64url of ephemeral key (65 bytes), iv (12), ciphertext, tag (16)>`',
    }),
  })
  .register(requestShapes, { id: 'SealedAttempt' });

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
const isProfileTouched = z.boolean().default(false);

export const sealedContent = z.object({
  ...{ id: attemptId, upload: z.unknown(), touched, isProfileTouched, acts },
});

export type SealedContent = z.infer<typeof sealedContent>;

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

/** As the phone would have merged it, had it been there: only the sealed copy knows what was changed on the phone. */
export function mergedChange(
  { touched, isProfileTouched }: Pick<SealedContent, 'touched' | 'isProfileTouched'>,
  upload: CheckedUpload,
  stored: AttemptContent,
): Change {
  const content = merged({ ...contentOf(upload), touched, isProfileTouched }, stored);
  const { hasSwitchedLanguage = false, submitted } = upload;
  return { ...content, submitted, ...(hasSwitchedLanguage ? { hasSwitchedLanguage } : {}) };
}
