/**
 * How a second copy becomes an attempt again. Pure. Whatever lies in a browser may be years old, half written or somebody
 * else's: it is read as such.
 */
import { isCode } from '../../../../server/core/attempt/code';
import { completeProfile } from '../../../../server/core/attempt/profile';
import { isProfile } from '../../../../server/core/attempt/profile-check';
import type { Result } from '../../../../server/core/definition/types';
import { isLanguage } from '../../../../server/core/text/languages';
import { begun, type LocalAttempt } from './attempt';
import { format, type SecondCopy } from './second-copy';
import { inPresentShape } from './shapes';

type Check = (value: unknown) => boolean;

const isText =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isAnswer: Check = (value) => value === null || (isCount(value) && (value as number) < 10);
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTableOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.entries(value).every(([name, one]) => isName(name) && check(one));

/** Of a question, a page or a text. */
const isName = isText(/^[a-z][\w.-]{0,60}$/i);

const shape: Record<keyof SecondCopy, Check> = {
  id: isText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  code: (value) => typeof value === 'string' && isCode(value),
  questionnaire: isText(/^[a-z][a-z0-9-]*\/v\d+$/i),
  questionnaireHash: (value) => value === undefined || isText(/^[0-9a-f]{16}$/)(value),
  campaign: orNull(isText(/^[a-z0-9-]+$/)),
  language: isLanguage,
  hasSwitchedLanguage: isFlag,
  profile: isProfile,
  answers: isTableOf(isAnswer),
  timings: isTableOf(isCount),
  unclear: isListOf(isName),
  shown: isListOf((one) => isObject(one) && isName(one.id) && isCount(one.version)),
  touched: isListOf(isName),
  sequence: isCount,
  submittedAt: orNull(isText(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)),
  revision: isCount,
};

/** @throws TypeError that names what is not as it should be */
function copyIn(read: Record<string, unknown>): SecondCopy {
  const { profile, ...rest } = inPresentShape(read);
  const given = { ...rest, profile: isObject(profile) ? completeProfile(profile) : null };
  const fields = Object.entries(shape).map(([name, check]) => {
    const value: unknown = given[name as keyof typeof given];
    if (!check(value)) throw new TypeError(name);
    return [name, value];
  });
  return Object.fromEntries(fields) as SecondCopy;
}

/** @returns null for whatever is no copy; 'newer' for one of a newer script, which only that one can read */
export function readSecondCopy(text: string): SecondCopy | 'newer' | null {
  let isNewer = false;
  try {
    const read: unknown = JSON.parse(text);
    if (!isObject(read) || !isCount(read.format) || read.format === 0) return null;
    isNewer = (read.format as number) > format;
    return copyIn(read);
  } catch {
    return isNewer ? 'newer' : null;
  }
}

/** The attempt as it was; what the server knows of it is not. @param result of a submitted one */
export function attemptFrom(copy: SecondCopy, result: Result | null): LocalAttempt {
  return { ...begun({ ...copy, isSharedPhone: false }), ...copy, result };
}

/** A first copy that fell back behind its second. */
export function broughtForward(first: LocalAttempt, copy: SecondCopy, result: Result | null): LocalAttempt {
  if (first.submittedAt !== null || copy.revision <= first.revision) return first;
  const touched = [...new Set([...first.touched, ...copy.touched])];
  const sequence = Math.max(first.sequence, copy.sequence);
  return { ...first, ...copy, touched, sequence, result };
}
