/** What the page of help lines sends. Messages are locale keys. */
import { z } from 'zod';
import { isRegion } from '../../core/attempt/regions';
import { inEachLanguage, languages } from '../../core/text/languages';
import { withoutControlCharacters } from '../../shared/control-characters';
import { isNumber, longestLabel, type OwnLine } from './own-help';

const typed = z.string('shared:errors.required').overwrite(withoutControlCharacters).trim();
const labels = languages.map((language) => [
  `label-${language}`,
  typed.min(1, 'shared:errors.required').max(longestLabel, 'shared:errors.tooLong'),
]);

export const lineForm = z
  .object({
    region: z.union([
      z.literal('').transform(() => null),
      z.string().refine(isRegion, 'shared:errors.chooseOne'),
    ]),
    way: z.enum(['tel', 'sms'], 'shared:errors.chooseOne'),
    number: typed.min(1, 'shared:errors.required').refine(isNumber, 'settings:help.errors.number'),
    ...(Object.fromEntries(labels) as Record<string, z.ZodString>),
  })
  .transform(({ region, way, number, ...rest }): OwnLine => {
    const given: Record<string, unknown> = rest;
    return { region, way, number, label: inEachLanguage((language) => String(given[`label-${language}`])) };
  });

export const removeForm = z.object({ line: z.coerce.number().int().min(0) });

export const text111Form = z.object({
  confirmed: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
});
