/** What requests of the JSON contract have in common: how often they may come, whose they are, what they bring. */
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { parse } from '../http/parse';
import { minuteMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import { attemptId, uploadSchema } from './attempt.schema';

export const attemptPath = z.object({ id: attemptId });

/** A class of forty that saves at every tap, several times over. */
export const saves = { name: 'save', most: 30_000, windowMs: 10 * minuteMs };
export const reads = { name: 'read', most: 3_000, windowMs: 10 * minuteMs };

export const questionnaireMaxAgeSeconds = 3600;

/** The path's id; one that cannot be an id answers as an unknown one. */
export function idOf(req: Request): string {
  const parsed = attemptPath.safeParse(req.params);
  if (!parsed.success) throw new Problem('wrongCode');
  return parsed.data.id;
}

/** Refuses what is not JSON before anything is read from it. */
export const jsonOnly: RequestHandler = (req, _res, next) => {
  if (!req.is('json')) throw new Problem('notAForm');
  next();
};

/** @throws Problem tooYoung for a child under 13, of whom nothing is stored; invalidRequest */
export function uploadOf(body: unknown) {
  const parsed = uploadSchema.safeParse(body);
  const ageIssue = parsed.error?.issues.find((issue) => issue.path.join('.') === 'profile.age');
  if (ageIssue?.code === 'too_small') throw new Problem('tooYoung');
  return parse(uploadSchema, body);
}
