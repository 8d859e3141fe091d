/** The shapes of what a psychologist sends from the page with their name and snippets. */
import { z } from 'zod';
import { languages } from '../../core/text/languages';
import { typedText } from '../../core/text/typed-text';
import { uuidV4 } from '../../shared/ids';
import { longestSnippet, longestTitle } from './snippets/snippets.rules';

const longestName = 40;

const line = (longest: number) =>
  z
    .string()
    .transform((typed) => typedText(typed).replace(/\s+/g, ' '))
    .pipe(z.string().max(longest, 'shared:errors.tooLong'));

export const snippetPath = z.object({ id: z.string().regex(uuidV4) });
export const ownPageQuery = z.object({ edit: z.string().regex(uuidV4).optional().catch(undefined) });

/** An empty one takes the name away. */
export const nameForm = z.object({ signsAs: line(longestName).transform((name) => name || null) });

export const snippetForm = z.object({
  language: z.enum(languages, 'shared:errors.chooseOne'),
  title: line(longestTitle).pipe(z.string().min(1, 'shared:errors.required')),
  text: z
    .string('shared:errors.required')
    .transform(typedText)
    .pipe(z.string().min(1, 'shared:errors.required').max(longestSnippet, 'shared:errors.tooLong')),
  isShared: z.literal('yes').optional().transform(Boolean),
});

export const snippetVersion = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});
