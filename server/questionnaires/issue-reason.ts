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
};

const quoted = (values: readonly unknown[]): string => values.map((value) => String(value)).join(', ');

/** `entries` of a list, `characters` of a text, nothing of a number. */
const unitOf = (origin: string): string => ({ array: ' entries', string: ' characters' })[origin] ?? '';

/** For a schema that says nothing of its own. */
export function issueReason(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'it is missing'
        : `it must be ${kinds[issue.expected] ?? issue.expected}`;
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
