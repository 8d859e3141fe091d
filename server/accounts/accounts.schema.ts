import { z } from 'zod';
import { isRegion } from '../core/attempt/regions';
import { languages } from '../core/definition/types';
import { withoutControlCharacters } from '../shared/control-characters';
import { roles } from '../shared/roles';
import { isStaffPath, longestPassword, normalLogin } from './accounts.rules';
import { resetKinds } from './security/resets.rules';

const required = 'shared:errors.required';
const name = z.string().overwrite(withoutControlCharacters).trim().min(1, required).max(80);
/** Latin letters, so that it can be typed on any keyboard. */
const login = z
  .string()
  .min(1, required)
  .max(60)
  .transform(normalLogin)
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9.@_-]{2,59}$/, 'accounts:errors.login'));
/** What was typed in the hope that it fits; the rule for new ones is in accounts.rules.ts. */
const typedPassword = z
  .string()
  .min(1, required)
  .max(2 * longestPassword);

export const signInForm = z.object({
  login: z.string().trim().min(1, required).max(200),
  password: typedPassword,
});

const carriedFields = z.array(z.object({ name: z.string(), value: z.string() })).max(500);

/** A form of a session that had ended, to be sent again after signing in; anything odd is as good as nothing. */
export const carriedForm = z
  .object({ carriedTo: z.string().max(500), carried: z.string() })
  .transform(({ carriedTo, carried }, context) => {
    const fields = carriedFields.safeParse(parsedJson(carried));
    if (!fields.success || !isStaffPath(carriedTo)) context.addIssue({ code: 'custom' });
    return { carriedTo, carried, fields: fields.data ?? [] };
  });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of the app, or a recovery code; with whatever spaces and dashes. */
const code = z.string().trim().min(1, required).max(40);
export const codeForm = z.object({ code });
export const ownPasswordForm = z.object({ current: typedPassword });
export const recoveryForm = z.object({ login: z.string().trim().min(1, required).max(200), code });
export const resetForm = z.object({
  kind: z.enum(resetKinds, 'shared:errors.chooseOne').default('password'),
});

/** Where to go on after signing in; anything odd is as good as nothing. */
export const signInNext = z.object({ next: z.string().max(500).optional().catch(undefined) });

const isSame = (form: { password: string; passwordAgain: string }) => form.password === form.passwordAgain;
const notTheSame = { path: ['passwordAgain'], message: 'accounts:errors.notTheSame' };

export const invitationForm = z
  .object({ password: typedPassword, passwordAgain: typedPassword })
  .refine(isSame, notTheSame)
  .transform(({ password }) => ({ password, newcomer: undefined }));

export const invitationPath = z.object({ token: z.string().max(200) });

export const newAdministratorForm = z
  .object({ name, login, password: typedPassword, passwordAgain: typedPassword })
  .refine(isSame, notTheSame)
  .transform((form) => ({ password: form.password, newcomer: { name: form.name, login: form.login } }));

export const passwordForm = z
  .object({ current: typedPassword, password: typedPassword, passwordAgain: typedPassword })
  .refine(isSame, notTheSame);

const region = z.string().refine(isRegion, 'shared:errors.invalid');

export const accountForm = z
  .object({
    name,
    login,
    role: z.enum(roles, 'shared:errors.chooseOne'),
    regions: z
      .union([region.transform((one) => [one]), z.array(region).max(100)], 'shared:errors.invalid')
      .default([]),
    language: z.enum(languages, 'shared:errors.chooseOne'),
  })
  .transform((plan) => ({
    ...plan,
    regions: plan.role === 'psychologist' ? [...new Set(plan.regions)].sort() : [],
  }));

/** The version that the form was opened with. */
export const accountVersion = z.object({
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});
