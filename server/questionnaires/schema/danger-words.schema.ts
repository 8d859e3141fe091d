/** What a list of danger words must hold. */
import { z } from 'zod';
import { dangerTopics } from '../../core/danger/danger-words';
import { phraseFault } from '../../core/danger/phrases';
import { isReserved, reservedReason } from '../rules/reserved-names';

const text = z.string().trim().min(1, 'the text is empty');
const name = z
  .string()
  .regex(/^[a-z]\w*$/, {
    error: 'a name begins with a small Latin letter and has Latin letters and digits only',
    abort: true,
  })
  .refine((one) => !isReserved(one), { error: ({ input }) => reservedReason(String(input)) });

/** With its sets written out, a phrase is checked again. */
const phrases = z.array(text).nonempty('there is no phrase');

const fields = z.strictObject({
  date: z.iso.date('the date must be written as 2026-01-31'),
  sources: z.record(name, text),
  /** Words that many phrases have, `a|b*`. */
  sets: z.record(name, text),
  entries: z.array(
    z.strictObject({
      id: name,
      topic: z.enum(dangerTopics),
      /** One of `sources`. */
      from: name,
      note: text.exactOptional(),
      phrases,
    }),
  ),
  exceptions: z.array(z.strictObject({ note: text, phrases })),
});

type Fields = z.output<typeof fields>;

/** `{want} умереть`, with the words of the set in its place. */
export const withSets = (phrase: string, sets: Fields['sets']): string =>
  phrase.replace(/\{(\w+)\}/g, (all, set: string) => (Object.hasOwn(sets, set) ? `(${sets[set]})` : all));

export const dangerListSchema = fields.check(({ value, issues }) => {
  const report = (path: PropertyKey[], message: string) =>
    issues.push({ code: 'custom', input: value, path, message });
  for (const part of ['entries', 'exceptions'] as const)
    value[part].forEach((entry, index) => {
      entry.phrases.forEach((phrase, place) => {
        const fault = phraseFault(withSets(phrase, value.sets));
        if (fault) report([part, index, 'phrases', place], `${phrase}: ${fault}`);
      });
    });
  value.entries.forEach(({ id, from }, index) => {
    if (value.sources[from] === undefined) report(['entries', index, 'from'], `there is no source ${from}`);
    if (value.entries.findIndex((entry) => entry.id === id) < index)
      report(['entries', index, 'id'], `${id} is there twice`);
  });
});
