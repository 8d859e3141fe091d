import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endpoints } from '../../../../server/api';
import { pathsOf } from '../../../../server/http/api/document';
import { endpoint } from '../../../../server/http/api/endpoint';
import { answerShapes, requestShapes } from '../../../../server/http/api/shapes';

const letter = z.object({ text: z.string().max(20) }).register(requestShapes, { id: 'Letter' });
const answer = z.object({ count: z.int() }).register(answerShapes, { id: 'Count' });

const described = {
  method: 'post',
  path: '/api/boxes/:id/letters',
  who: 'respondent',
  limit: { name: 'letters', most: 30, windowMs: 600_000 },
  summary: 'Put a letter into a box',
  params: z.object({ id: z.string().meta({ description: 'Of the box' }) }),
  body: letter,
  answer: { shape: answer, description: 'How many there are' },
  problems: { unknownCampaign: 'No such box' },
  handler: () => async () => ({ count: 1 }),
} as const;

type Operation = Record<'parameters' | 'requestBody' | 'responses' | 'security', object>;

describe('an endpoint', () => {
  it('cannot be without a caller, a limit, a summary, what it answers and what goes wrong', () => {
    const { who: _who, ...forNobody } = described;
    // @ts-expect-error nobody may call it
    endpoint(forNobody);
    const { limit: _limit, ...unlimited } = described;
    // @ts-expect-error what costs nothing says so
    endpoint(unlimited);
    const { summary: _summary, ...silent } = described;
    // @ts-expect-error nobody could read what it is for
    endpoint(silent);
    const { problems: _problems, ...perfect } = described;
    // @ts-expect-error that nothing goes wrong is said
    endpoint(perfect);
    // @ts-expect-error the answer is told in words too
    endpoint({ ...described, answer: { shape: answer } });
    // @ts-expect-error only staff's pages know roles
    endpoint({ ...described, who: 'lead' });
  });

  it('cannot answer what its shape does not have, nor read what its shapes do not take', () => {
    // @ts-expect-error the shape has a number
    endpoint({ ...described, handler: () => async () => ({ count: 'one' }) });
    endpoint({
      ...described,
      handler:
        () =>
        // @ts-expect-error the body has a text
        async ({ body }) => ({ count: body.number }),
    });
    endpoint({
      ...described,
      who: 'anyone',
      handler:
        () =>
        // @ts-expect-error who needs no code has none
        async ({ code }) => ({ count: code.length }),
    });
  });

  it('is documented by what it says of itself', () => {
    const path = pathsOf({ sendLetter: endpoint(described) })['/api/boxes/{id}/letters'] as {
      post: Operation;
    };
    const { parameters, requestBody, responses, security } = path.post;
    expect(security).toEqual([{ code: [] }]);
    expect(parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', description: 'Of the box' } },
    ]);
    expect(requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Letter' } } },
    });
    expect(responses).toMatchObject({
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Count' } } } },
      404: {
        description: 'Nothing with this id and code (`wrongCode`). No such box (`unknownCampaign`)',
        content: {
          'application/problem+json': {
            schema: {
              $ref: '#/components/schemas/Problem',
              properties: { code: { enum: ['wrongCode', 'unknownCampaign'] } },
            },
          },
        },
      },
      429: { description: 'Over 30 requests from this address in 10 minutes (`tooManyRequests`)' },
    });
    expect(Object.keys(responses)).toEqual(['200', '400', '404', '405', '413', '415', '429', '5XX']);
  });

  it('stands in the list, whatever file it is in, and once', () => {
    const folder = join(__dirname, '../../../../server');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const written = files
      .filter((file) => file.endsWith('.endpoint.ts'))
      .map((file) => require(join(folder, file)));
    expect(written.length).toBeGreaterThan(0);
    expect(Object.assign({}, ...written)).toEqual(endpoints);
    const routes = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
    expect(routes).toEqual([...new Set(routes)]);
  });
});
