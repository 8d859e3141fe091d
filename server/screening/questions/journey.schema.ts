/** The forms of the student's way, each sent to /test with the name of its step. Messages are locale keys. */

import { z } from 'zod';
import { languages } from '../../core/text/languages';

/** One page is not left open longer than this while it is being read. */
const longestPageMs = 60 * 60 * 1000;

export const stepSchema = z.object({
  step: z.enum(['begin', 'about', 'phone', 'profile', 'code', 'page', 'check']),
  switchLanguage: z.enum(languages).optional(),
});

/** Typed from a poster, it may come in capitals. */
export const slugSchema = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,40}$/);

export const beginSchema = z.object({
  campaign: slugSchema.optional(),
  questionnaire: z.string().max(80).optional(),
});

export const aboutSchema = z.object({ choice: z.enum(['agree', 'notToday']) });

export const phoneSchema = z.object({
  phone: z.enum(['own', 'shared'], { error: 'screening:phone.error' }),
});

/** One checkbox arrives as a string, several as a list, none not at all. */
const checked = (value: unknown) => (value === undefined ? [] : [value].flat());

export const codeSchema = z.object({
  go: z.enum(['next', 'profile']).default('next'),
  isSaved: z.literal('yes').optional(),
});

export const pageSchema = z.object({
  page: z.string().max(20),
  go: z.enum(['next', 'back', 'save']).default('next'),
  unclear: z.preprocess(checked, z.array(z.string().max(10)).max(100)),
  /** Made by the script; empty without one. */
  spentMs: z
    .string()
    .regex(/^\d{0,8}$/)
    .optional()
    .transform((text) => (text ? Math.min(Number(text), longestPageMs) : null)),
});

export const checkSchema = z.object({ go: z.string().max(20) });
