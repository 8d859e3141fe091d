/** What requests about attempts and questionnaires have in common: how often they may come, and their paths. */
import { z } from 'zod';
import { languages } from '../../../core/definition/types';
import { minuteMs } from '../../../shared/clock';
import { uuidV4 } from '../../../shared/ids';
import { attemptId, longestName } from '../../attempt.schema';

/** A class of forty that saves at every tap, several times over. */
export const saves = { name: 'save', most: 30_000, windowMs: 10 * minuteMs };
export const reads = { name: 'read', most: 3_000, windowMs: 10 * minuteMs };

export const attemptPath = z.object({ id: attemptId });

/** Of an attempt that a code opens: an id that cannot be one answers as an unknown one. */
export const heldPath = z.object({
  id: z.string().regex(uuidV4, 'problems:wrongCode').meta({ format: 'uuid' }),
});

export const languagePath = z.object({ language: z.enum(languages, 'problems:notFound') });

export const questionnairePath = z.object({
  id: z
    .string()
    .max(longestName, 'problems:notFound')
    .meta({ examples: ['self-diagnosis'] }),
  version: z
    .string()
    .max(longestName, 'problems:notFound')
    .meta({ examples: ['v1'] }),
});

export const erased = 'Erased; this id is never taken again';
