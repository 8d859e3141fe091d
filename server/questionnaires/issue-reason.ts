/** What is wrong with a file, for somebody who writes questionnaires and no programs. */
import type { z } from 'zod';

/** By what zod calls them. */
const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
  tuple: 'a list',
};

/** null for what is there. */
const absentReason = (input: unknown): string | null =>
  input === undefined ? 'it is missing' : input === null ? 'nothing is written here' : null;

const quoted = (values: readonly unknown[]): string => values.map((value) => String(value)).join(', ');

/** `entries` of a list, `characters` of a text, nothing of a number. */
const unitOf = (origin: string): string => ({ array: ' entries', string: ' characters' })[origin] ?? '';

/** For a schema that says nothing of its own. */
export function issueReason(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeReason(issue);
    case 'invalid_key':
      return issue.issues.map(({ message }) => message).join('; ');
    case 'unrecognized_keys':
      return `there is no key ${quoted(issue.keys)} here`;
    case 'invalid_value':
      return `it must be one of: ${quoted(issue.values)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `it must be one of: ${quoted(issue.options)}` : undefined;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'it is empty';
      return `it must ${unitOf(issue.origin) ? 'have' : 'be'} at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `it must ${unitOf(issue.origin) ? 'have' : 'be'} at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return undefined;
  }
}

function typeReason({ input, expected }: { input?: unknown; expected: string }): string {
  const absent = absentReason(input);
  if (absent) return absent;
  const needed = `it must be ${kinds[expected] ?? expected}`;
  return expected === 'string' && typeof input !== 'object'
    ? `${needed}: put it between quotation marks`
    : needed;
}

type Issue = z.core.$ZodIssue;

/**
 * Where one of several shapes was needed, what is wrong with the one that was meant: the one with the fewest keys too many
 * and too few. The issue itself where that is none, or more than one.
 */
export function meantIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const absent = absentReason(issue.input);
  if (absent) return [{ ...issue, message: absent }];
  const misfits = issue.errors.map(misfitOf);
  const closest = issue.errors.filter((_, index) => misfits[index] === Math.min(...misfits));
  const [meant] = closest;
  if (!meant || closest.length > 1) return [issue];
  return meant.map((one) => ({ ...one, path: [...issue.path, ...one.path] })).flatMap(meantIssues);
}

const misfitOf = (issues: Issue[]): number =>
  issues.reduce((sum, { path, ...issue }) => {
    if (issue.code === 'unrecognized_keys' && path.length === 0) return sum + issue.keys.length;
    return sum + Number(path.length === 1 && issue.input === undefined);
  }, 0);
