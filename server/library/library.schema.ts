/** The forms of the library. A text's fields are named `<language>.<place>`, such as `kk.byAge.under18`. */
import { z } from 'zod';
import type { Language } from '../core/definition/types';
import { type TextContent, textPlaces } from '../core/feedback/text-content';
import { withoutControlCharacters } from '../shared/control-characters';

const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

export const textParams = z.object({ id: z.string().max(160) });
export const versionQuery = z.object({ version: number.optional(), from: number.optional() });
export const listQuery = z.object({
  tab: z.enum(['all', 'undecided']).catch('all').default('all'),
  questionnaire: z.string().optional().catch(undefined),
});

/** Which version was decided on, as the page showed it. */
export const deedForm = z.object({ version: number, revision: number });

const longest = 500;
const reason = z.string().trim().min(1, 'library:errors.reason').max(longest, 'shared:errors.tooLong');

export const proposalForm = z.object({ basedOn: number, shownThen: number, reason });
export const editForm = z.object({ version: number, revision: number, reason });
export const declineForm = z.object({
  version: number,
  revision: number,
  note: z.string().trim().min(1, 'library:errors.note').max(longest, 'shared:errors.tooLong'),
});

const typed = (body: Record<string, unknown>, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? withoutControlCharacters(value).trim() : '';
};

/** What was typed into the fields of a text that has the places of `like`. */
export function contentIn(body: Record<string, unknown>, language: Language, like: TextContent): TextContent {
  const content: Record<string, unknown> = {};
  for (const place of textPlaces(like)) {
    const [name = '', part] = place.split('.');
    const text = typed(body, `${language}.${place}`);
    if (part === undefined) content[name] = text;
    else content[name] = { ...(content[name] as object), [part]: text };
  }
  if (like.sources)
    content.sources = typed(body, `${language}.sources`)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return content as unknown as TextContent;
}
