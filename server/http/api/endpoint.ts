/**
 * One endpoint of the API, each in a file of its own: who may call it, what it takes and answers, how often it may be
 * called, and what it does. Its route, its guard and its part of /api/openapi.json are all made from this one description.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ProblemCode } from '../../shared/problems';
import type { PublicFile } from '../files/public-file';
import type { Limit } from '../guards/limits';

/** A whole attempt with its sealing is half of it. */
export const mostBodyKb = 64;

/** A respondent holds a code and sends it as `Authorization: Code <code>`; staff have pages and no API. */
export type Caller = 'anyone' | 'respondent';

interface Asked<Who extends Caller, Params extends z.ZodType, Body extends z.ZodType> {
  params: z.output<Params>;
  body: z.output<Body>;
  /** As typed; whether it opens anything is for the service to say. */
  code: Who extends 'respondent' ? string : null;
  now: Date;
  /** For what is counted while it is being done. */
  req: Request;
  res: Response;
}

interface Answer<Shape extends z.ZodType> {
  description: string;
  /** What the handler gives; without one the answer is 204 and empty. One of `answerShapes`. */
  shape?: Shape;
  /** JSON unless said otherwise. */
  type?: string;
  /** `Cache-Control`; without it the answer is kept nowhere. */
  cache?: string;
}

interface Description<
  Needs,
  Who extends Caller,
  Params extends z.ZodType,
  Body extends z.ZodType,
  Shape extends z.ZodType,
> {
  method: 'get' | 'put' | 'post' | 'delete';
  path: `/api/${string}`;
  who: Who;
  /** By address; null for what costs as little as a file. */
  limit: Limit | null;
  summary: string;
  description?: string;
  params?: Params;
  /** JSON. One of `requestShapes`. */
  body?: Body;
  answer: Answer<Shape>;
  /** When each comes, beside those that follow from the rest. */
  problems: Partial<Record<ProblemCode, string>>;
  /** @param needs services, as the list of endpoints has them */
  handler: (
    needs: Needs,
  ) => (asked: Asked<Who, Params, Body>) => Promise<z.input<Shape> | PublicFile> | z.input<Shape>;
}

/** What its route and its documentation need of an endpoint, whatever it takes. */
export interface Endpoint<Needs>
  extends Omit<Description<Needs, Caller, z.ZodType, z.ZodType, z.ZodType>, 'params' | 'handler'> {
  params?: z.ZodObject;
  handler: (needs: Needs) => (asked: never) => unknown;
}

type Nothing = z.ZodObject<Record<never, never>>;

export function endpoint<
  Needs,
  Who extends Caller,
  Params extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Shape extends z.ZodType = z.ZodVoid,
>(described: Description<Needs, Who, Params, Body, Shape>): Endpoint<Needs> {
  return described;
}
