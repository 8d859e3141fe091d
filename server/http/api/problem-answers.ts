/** What can go wrong at an endpoint, as its documentation tells it. */
import { z } from 'zod';
import { minuteMs } from '../../shared/clock';
import { type ProblemCode, problemStatus } from '../../shared/problems';
import { type Endpoint, mostBodyKb } from './endpoint';
import { referenceTo } from './json-schema';
import { answerShapes } from './shapes';

const problem = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: 'What happened, in the reader’s language' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What to do next, in the reader’s language' }),
    code: z
      .enum(Object.keys(problemStatus) as ProblemCode[])
      .meta({ description: 'Stays; words may change' }),
    requestId: z.string().meta({ description: 'Stands in the server’s log too' }),
    fields: z
      .array(z.string())
      .optional()
      .meta({ description: 'With invalidRequest: the members that cannot be taken' }),
    minutes: z.int().optional().meta({ description: 'With tooManyRequests: how long to wait' }),
    stored: z
      .looseObject({})
      .optional()
      .meta({ description: 'With answersConflict: the stored copy, to be merged per answer' }),
  })
  .meta({
    description: 'RFC 9457',
    examples: [
      {
        type: '/problems/wrongCode',
        title: 'По этому коду ничего не нашлось',
        status: 404,
        detail: 'Сверь код с карточкой и введи ещё раз.',
        code: 'wrongCode',
        requestId: '0b9f2a6c-6d1e-4c0e-9a63-0f6f5f6c1a52',
      },
    ],
  })
  .register(answerShapes, { id: 'Problem' });

type Told = [code: ProblemCode, when: string];

/** OpenAPI responses by status: those that follow from how the endpoint is called, and its own. */
export function problemAnswers(endpoint: Endpoint<never>): Record<string, object> {
  const byStatus: Record<string, Told[]> = {};
  for (const told of Object.entries({ ...usualProblems(endpoint), ...endpoint.problems }) as Told[]) {
    const status = problemStatus[told[0]];
    byStatus[status] = [...(byStatus[status] ?? []), told];
  }
  const answers = Object.entries(byStatus).map(([status, problems]) => [status, problemAnswer(problems)]);
  return { ...Object.fromEntries(answers), 405: referenceToMethodNotAllowed, '5XX': serverFault };
}

const usualProblems = ({
  limit,
  who,
  params,
  body,
}: Endpoint<never>): Partial<Record<ProblemCode, string>> => ({
  ...((params || body) && { invalidRequest: 'Malformed' }),
  ...(body && { wrongBody: 'Not a JSON object', tooLarge: `Over ${mostBodyKb} KB`, notAForm: 'Not JSON' }),
  ...(who === 'respondent' && { wrongCode: 'Nothing with this id and code' }),
  ...(limit && {
    tooManyRequests: `Over ${limit.most} requests from this address in ${limit.windowMs / minuteMs} minutes`,
  }),
});

const content = (schema: object) => ({ 'application/problem+json': { schema } });

const problemAnswer = (problems: Told[]) => ({
  description: problems.map(([code, when]) => `${when} (\`${code}\`)`).join('. '),
  ...(problems.some(([code]) => code === 'tooManyRequests') && { headers: retryAfter }),
  content: content({
    ...referenceTo(problem),
    properties: { code: { enum: problems.map(([code]) => code) } },
  }),
});

const retryAfter = { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } };

/** OpenAPI has no place for what a path answers to the methods that it does not have, so each operation names it. */
export const methodNotAllowed = {
  description: 'Not this operation: what the path answers to any method that it does not have',
  headers: { Allow: { schema: { type: 'string' }, description: 'The methods that it has' } },
  content: content({ ...referenceTo(problem), properties: { code: { const: 'methodNotAllowed' } } }),
};

const referenceToMethodNotAllowed = { $ref: '#/components/responses/MethodNotAllowed' };

const serverFault = {
  description: 'The server’s own fault, its store is away, or its disk is full',
  content: content(referenceTo(problem)),
};
