import { z } from 'zod';
import { isRegion } from '../core/attempt/regions';
import { defined } from '../core/defined';
import type { Offer } from '../core/definition/offer';
import { languages } from '../core/definition/types';
import { withoutControlCharacters } from '../shared/control-characters';
import { campaignKinds } from './campaign.types';

const longest = 120;
const optionalText = z
  .string()
  .overwrite(withoutControlCharacters)
  .trim()
  .max(longest)
  .transform((text) => text || null)
  .default(null);
const tick = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');
const day = z.union([z.literal('').transform(() => null), z.iso.date('campaigns:errors.day')]);

/** @param offered what can be chosen; the first one where the form does not ask */
export const campaignForm = (offered: readonly Offer[]) =>
  z
    .object({
      questionnaire: z
        .enum(
          offered.map(({ name }) => name),
          'shared:errors.chooseOne',
        )
        .default(defined(offered[0], 'a questionnaire').name),
      name: z
        .string()
        .overwrite(withoutControlCharacters)
        .trim()
        .min(1, 'shared:errors.required')
        .max(longest),
      kind: z.enum(campaignKinds, 'shared:errors.chooseOne'),
      region: z.union([
        z.literal('').transform(() => null),
        z.string().refine(isRegion, 'shared:errors.chooseOne'),
      ]),
      school: optionalText,
      className: optionalText,
      language: z.union([z.literal('').transform(() => null), z.enum(languages)]),
      target: z.coerce
        .number('shared:errors.wholeNumber')
        .int('shared:errors.wholeNumber')
        .min(1, 'campaigns:errors.target')
        .max(1_000_000, 'campaigns:errors.target'),
      startsOn: day,
      endsOn: day,
      isTryOut: tick,
      hasConsents: tick,
      looksAtHigh: tick,
    })
    .refine((plan) => !plan.startsOn || !plan.endsOn || plan.startsOn <= plan.endsOn, {
      path: ['endsOn'],
      message: 'campaigns:errors.endsBeforeStart',
    })
    .refine((plan) => plan.kind === 'event' || plan.region !== null, {
      path: ['region'],
      message: 'campaigns:errors.region',
    });

/** Longer than any that was ever made. */
export const longestSlug = 80;

export const slugPath = z.object({
  slug: z
    .string()
    .max(longestSlug, 'problems:unknownCampaign')
    .meta({ description: 'The last part of the link', examples: ['k7m2p9q'] }),
});

/** The version that the form was opened with. */
export const campaignVersion = z.object({
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});
