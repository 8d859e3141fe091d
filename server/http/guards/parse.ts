/**
 * The edge where unknown input becomes typed values. Unknown keys are dropped; operator objects in place of
 * strings never pass, because every schema names its types. Messages are locale keys.
 */
import type { z } from 'zod';
import type { FieldErrors, Parsed } from '../../core/pages/form';
import { Problem, type ProblemCode, problemStatus } from '../../shared/problems';

/** A form: mistakes are a value, to be shown on the same page with what was typed. */
export function parseForm<S extends z.ZodType>(schema: S, body: unknown): Parsed<z.output<S>> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= localeKey(issue);
  return { ok: false, errors };
}

/**
 * JSON or path input: a mistake ends the request with 400 and the names of the wrong members, with wrongBody where there are
 * none because all of it is something else, or with the problem that the schema's message names as `problems:<code>`.
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const named = parsed.error.issues.map(problemIn).find((code) => code !== undefined);
  if (named) throw new Problem(named);
  if (parsed.error.issues.some(({ path }) => path.length === 0)) throw new Problem('wrongBody');
  const fields = parsed.error.issues.slice(0, 20).map((issue) => issue.path.join('.'));
  throw new Problem('invalidRequest', { fields: [...new Set(fields)] });
}

const problemIn = ({ message }: z.core.$ZodIssue): ProblemCode | undefined =>
  (Object.keys(problemStatus) as ProblemCode[]).find((code) => message === `problems:${code}`);

/** Our schemas' messages are locale keys (`namespace:path`); zod's own English is replaced by general ones. */
function localeKey(issue: z.core.$ZodIssue): string {
  if (/^[a-zA-Z]+:[\w.]+$/.test(issue.message)) return issue.message;
  if (issue.code === 'too_big') return 'shared:errors.tooLong';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'shared:errors.required';
  return 'shared:errors.invalid';
}
