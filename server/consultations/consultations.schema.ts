/** The shapes of what students and psychologists send. Messages are locale keys. */

import { z } from 'zod';
import { isCode } from '../core/attempt/code';
import { helpedAnswers, longestReply, messageFault } from '../core/pages/conversation';
import { languages } from '../core/text/languages';
import { typedText } from '../core/text/typed-text';
import { requestShapes } from '../http/api/shapes';
import { attemptId } from '../screening/attempt.schema';
import { longestLetter, longestNote } from './case/case.rules';
import { outcomes } from './case/case.types';
import { caseIdPattern } from './case/case-id';
import { versionFrom } from './case/version.rules';

const text = (longest: number, missing: string, tooLong: string) =>
  z.string(missing).transform(typedText).pipe(z.string().min(1, missing).max(longest, tooLong));

const replyText = z
  .string('consultations:errors.noReply')
  .overwrite(typedText)
  .superRefine((typed, context) => {
    const fault = messageFault(typed);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({
    ...{ minLength: 1, maxLength: longestReply, pattern: '\\S' },
    description: `At most ${longestReply} characters, without blank ends`,
  });

export const codeForm = z.object({
  code: z
    .string('consultations:errors.noCode')
    .trim()
    .min(1, 'consultations:errors.noCode')
    .max(64, 'consultations:errors.mistyped')
    .refine(isCode, 'consultations:errors.mistyped'),
});

export const attemptForm = z.object({ id: attemptId });
export const againForm = z.object({ questionnaire: z.string().max(80).optional() });
export const replyForm = z.object({ replyId: attemptId, text: replyText });
const sentMessage = {
  id: attemptId.meta({
    description: 'A random UUID (v4, lower case) made by the sender, so that sending twice stores once',
  }),
  text: replyText,
};
/** Of phones of an earlier release. */
export const replyBody = z.object(sentMessage).register(requestShapes, { id: 'Reply' });
export const messageBody = z
  .object({
    ...sentMessage,
    writtenAt: z.iso
      .datetime()
      .transform((moment) => new Date(moment))
      .optional()
      .meta({ description: "By the phone's clock, where the message had to wait for the network" }),
  })
  .register(requestShapes, { id: 'SentMessage' });
export const helpedForm = z
  .object({ helped: z.enum(helpedAnswers, 'consultations:errors.noChoice') })
  .register(requestShapes, { id: 'Helped' });

export const caseParams = z.object({ id: z.string().regex(caseIdPattern) });

export const caseQuery = z.object({ answers: z.enum(['folded', 'all', 'strong']).catch('folded') });

const version = z.string().transform((text, context) => {
  const read = versionFrom(text);
  if (!read) context.addIssue({ code: 'custom', message: 'shared:errors.invalid' });
  return read ?? z.NEVER;
});
export const deedForm = z.object({ version });

/** The letter that is corrected or withdrawn. */
export const aimForm = z.object({ version, letterId: attemptId });

export const closeForm = z.object({ version, outcome: z.enum(outcomes, 'consultations:errors.noChoice') });

export const publishForm = z.object({
  version,
  answersAll: z.literal('yes').optional().transform(Boolean),
  /** All the same, whatever the checks ask. */
  despite: z.literal('yes').optional().transform(Boolean),
  reason: z.string().trim().max(longestNote).optional(),
});

export const draftForm = z.object({
  version,
  language: z.enum(languages),
  text: text(longestLetter, 'consultations:errors.noLetter', 'consultations:errors.longLetter'),
});

/** Of the key with which a copy in a tab was sealed; without it the present one. */
export const tabKeyQuery = z.object({ id: z.string().max(40).optional() });

/** A block that is switched on or off in the letter. */
export const toggleForm = z.object({ toggle: z.string().max(200).optional().catch(undefined) });

/** Where to go after saving: the preview, the same page in another language, or the same page. */
export const afterDraft = z.object({
  next: z.enum(['preview', 'stay']).catch('stay'),
  switchLanguage: z.enum(languages).optional().catch(undefined),
});

export const returnForm = z.object({
  version,
  note: text(longestNote, 'consultations:errors.noNote', 'shared:errors.tooLong'),
});
