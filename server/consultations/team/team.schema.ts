/** What the pages of the team send. Messages are locale keys. */
import { z } from 'zod';
import { languages } from '../../core/text/languages';
import { longestNote } from '../case/case.rules';

const day = z.string('shared:errors.required').pipe(z.iso.date('consultations:team.errors.day'));
export const absenceForm = z.object({ from: day, until: day });

export const personPath = z.object({ id: z.uuid() });

const emptyIsNull = (typed: string): string | null => (typed === '' ? null : typed);
export const nameForm = z.object({
  signsAs: z.string().trim().max(60, 'shared:errors.tooLong').transform(emptyIsNull),
});

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));
const largestLimit = 500;
const wholeNumber = 'consultations:team.errors.limit';
export const termsForm = z.object({
  languages: several.pipe(z.array(z.enum(languages))),
  mostCases: z
    .string()
    .trim()
    .transform((typed) => (typed === '' ? null : Number(typed)))
    .pipe(
      z.number(wholeNumber).int(wholeNumber).min(1, wholeNumber).max(largestLimit, wholeNumber).nullable(),
    ),
});

export const handOverForm = z.object({
  to: z.uuid('consultations:team.errors.noColleague'),
  handOverNote: z
    .string('consultations:team.errors.noNote')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'consultations:team.errors.noNote').max(longestNote, 'shared:errors.tooLong')),
});
