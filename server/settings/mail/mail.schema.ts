/** What the page of the mail server sends. Messages are locale keys. */
import { z } from 'zod';
import { isHost, isOnThisMachine, securities } from './mail-settings';

const typed = z.string('shared:errors.required').trim().max(254, 'shared:errors.tooLong');
const address = typed.pipe(z.email('settings:mail.errors.address'));
const required = typed.min(1, 'shared:errors.required');

export const addressField = (accountId: string): string => `address-${accountId}`;

/** @param people ids of the accounts that may be written to */
export const mailForm = (people: readonly string[]) =>
  z
    .object({
      host: required.refine(isHost, 'settings:mail.errors.host'),
      port: z.coerce
        .number('shared:errors.wholeNumber')
        .int('shared:errors.wholeNumber')
        .min(1, 'settings:mail.errors.port')
        .max(65_535, 'settings:mail.errors.port'),
      security: z.enum(securities, 'shared:errors.chooseOne'),
      user: typed,
      password: z.string().max(500, 'shared:errors.tooLong'),
      from: required.pipe(z.email('settings:mail.errors.address')),
      urgent: z
        .literal('yes')
        .optional()
        .transform((ticked) => ticked === 'yes'),
      ...Object.fromEntries(people.map((id) => [addressField(id), z.literal('').or(address)])),
    })
    .refine(({ host, security }) => security !== 'none' || isOnThisMachine(host), {
      path: ['security'],
      message: 'settings:mail.errors.unprotected',
    });

export const testForm = z.object({ to: required.pipe(z.email('settings:mail.errors.address')) });
