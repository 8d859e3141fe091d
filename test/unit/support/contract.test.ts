import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import { z } from 'zod';
import { openApiDocument } from '../../../server/http/api/document';
import { endpoint } from '../../../server/http/api/endpoint';
import { answerShapes, requestShapes } from '../../../server/http/api/shapes';
import { faultsAgainst } from '../../support/api/contract';
import { type Exchange, watchApi } from '../../support/api/exchange';

const letter = z.object({ text: z.string().max(5) }).register(requestShapes, { id: 'Letter' });
const answer = z.object({ count: z.int(), from: z.object({ name: z.string() }).nullable() });

const putLetter = endpoint({
  method: 'put',
  path: '/api/boxes/:id',
  who: 'respondent',
  limit: { name: 'letters', most: 30, windowMs: 600_000 },
  summary: 'Put a letter into a box',
  params: z.object({ id: z.string().regex(/^\d+$/) }),
  body: letter,
  answer: { shape: answer.register(answerShapes, { id: 'Box' }), description: 'What it holds' },
  problems: { erased: 'Gone' },
  handler: () => () => ({ count: 1, from: null }),
});

const faultsOf = faultsAgainst(
  openApiDocument({ publicUrl: 'http://localhost', endpoints: { putLetter }, kinds: {} }),
);

const good: Exchange = {
  method: 'PUT',
  path: '/api/boxes/7',
  authorization: 'Code 7K3M-9Q2X-D4TN-PH8R',
  sent: { text: 'hello', more: 'is ignored' },
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"count":1,"from":{"name":"Aigul"}}',
};

const problem = (status: number, code: string, headers: Record<string, unknown> = {}): Exchange => ({
  ...good,
  status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  body: JSON.stringify({ type: 'x', title: 'x', status, detail: 'x', code, requestId: 'x' }),
});

describe('what goes over the API', () => {
  it.each<[string, Exchange]>([
    ['an answer', good],
    ['a problem', problem(410, 'erased')],
    ['a fault of the server', problem(503, 'storeUnavailable')],
    ['a method that is not there', { ...problem(405, 'methodNotAllowed', { allow: 'PUT' }), method: 'POST' }],
    ['a path that is not there', { ...problem(404, 'notFound'), path: '/api/nothing' }],
    [
      'a refused request, however wrong',
      { ...problem(400, 'invalidRequest'), sent: [], path: '/api/boxes/x' },
    ],
  ])('is as documented: %s', (_name, exchange) => {
    expect(faultsOf(exchange)).toEqual([]);
  });

  it.each<[string, Exchange, string]>([
    ['a member of another type', { ...good, body: '{"count":"1","from":null}' }, '200/count must be integer'],
    [
      'a member that nobody documented',
      { ...good, body: '{"count":1,"from":{"name":"Aigul","age":14}}' },
      '200/from must NOT have additional properties (age)',
    ],
    ['a missing member', { ...good, body: '{"count":1}' }, "200 must have required property 'from'"],
    [
      'another type of content',
      { ...good, headers: { 'content-type': 'text/html' } },
      '200 is of type text/html',
    ],
    ['another status', { ...problem(422, 'tooYoung') }, '422 is not documented'],
    ['another problem', problem(410, 'notFound'), '410/code must be equal to one of the allowed values'],
    ['a limit that says not how long', problem(429, 'tooManyRequests'), '429 has no Retry-After'],
    ['a body that was taken', { ...good, sent: { text: 'too long' } }, 'request/text must NOT have more'],
    ['a path that was taken', { ...good, path: '/api/boxes/x' }, "path's id must match pattern"],
    ['a code that was not asked for', { ...good, authorization: undefined }, 'taken without a code'],
    ['a method that is there', { ...good, method: 'DELETE' }, '200, allowed undefined'],
    [
      'methods that are not there',
      { ...problem(405, 'methodNotAllowed', { allow: 'PUT, GET' }), method: 'POST' },
      '405, allowed PUT,GET',
    ],
    ['a path that is there', { ...good, path: '/api/else' }, '200, though there is no such path'],
  ])('is found where it is not as documented: %s', (_name, exchange, fault) => {
    const told = `${exchange.method} ${exchange.path}: ${fault}`;
    expect(faultsOf(exchange)).toContainEqual(expect.stringContaining(told));
  });

  it('is seen as it was sent, packed or in pieces, and nothing else is', async () => {
    const app = express();
    app.use(express.json());
    app.put('/api/boxes/:id', (_req, res) => {
      res.set('Content-Encoding', 'br').send(brotliCompressSync('{"count":1}'));
    });
    app.get('/api/pieces', (_req, res) => {
      res.write('{"count"');
      res.end(':1}');
    });
    app.get('/else', (_req, res) => void res.send('else'));
    const seen: Exchange[] = [];
    watchApi(app, (exchange) => seen.push(exchange));
    const server = createServer(app).listen(0);
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const headers = { 'content-type': 'application/json', authorization: 'Code one' };
      await (
        await fetch(`${place}/api/boxes/7?a=1`, { method: 'PUT', headers, body: '{"text":"a"}' })
      ).text();
      await (await fetch(`${place}/api/pieces`)).text();
      await (await fetch(`${place}/else`)).text();
    } finally {
      server.close();
    }
    expect(seen).toMatchObject([
      {
        ...{ method: 'PUT', path: '/api/boxes/7', authorization: 'Code one', sent: { text: 'a' } },
        ...{ status: 200, body: '{"count":1}' },
      },
      { method: 'GET', path: '/api/pieces', authorization: undefined, body: '{"count":1}' },
    ]);
  });
});
