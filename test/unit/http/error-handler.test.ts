import express, { type RequestHandler } from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import { describeError, endPlainly, handleErrors } from '../../../server/http/error-handler';
import { Problem } from '../../../server/shared/problems';

/** An error as a database makes it, that quotes what was to be stored wherever an error can. */
function quoting(text: string, more: object = {}): Error {
  const cause = new Error(`E11000 duplicate key: { text: "${text}" }`);
  return Object.assign(new Error(`not written: "${text}"\n    at ${text}`, { cause }), {
    op: { text },
    ...more,
  });
}

const secret = 'Qupiya';

describe('what is told of an error', () => {
  it('is its name, its code and where it happened, and no word of its message', () => {
    const error = quoting(secret, { code: 11000 });
    expect(describeError(error)).toMatchObject({ name: 'Error', code: 11000 });
    expect(describeError(error).stack).toMatch(/^ {4}at .*error-handler\.test/);
    expect(JSON.stringify(describeError(error))).not.toContain(secret);
  });

  it('is that of what a problem was made of', () => {
    const cause = Object.assign(quoting(secret), { name: 'MongoNetworkError' });
    const told = describeError(new Problem('storeUnavailable', {}, { cause }));
    expect(told.name).toBe('MongoNetworkError');
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it.each([secret, { text: secret }, undefined])(
    'is no more than the kind of what is no error: %#',
    (thrown) => {
      expect(describeError(thrown)).toEqual({ name: typeof thrown });
    },
  );
});

describe('an error that no page can tell of', () => {
  const printed: unknown[][] = [];
  beforeEach(() => {
    printed.length = 0;
    for (const way of ['error', 'warn', 'log'] as const)
      jest.spyOn(console, way).mockImplementation((...said: unknown[]) => void printed.push(said));
  });
  afterEach(() => jest.restoreAllMocks());

  function answering(handler: RequestHandler) {
    const logged: string[] = [];
    const app = express().set('env', 'production');
    app.use((req, _res, next) => {
      Object.assign(req, { id: 'request-1', t: (key: string) => key });
      next();
    });
    app.use(handler);
    // There is no view engine, so that the error's page fails as well.
    const log = pino({ base: null }, { write: (line: string) => logged.push(line) });
    app.use(handleErrors(log), endPlainly(log));
    return { agent: supertest(app), logged };
  }

  it('is answered with a number and the request’s id, and no word of it is logged or printed', async () => {
    const { agent, logged } = answering(() => {
      throw quoting(secret);
    });
    const { status, text } = await agent.get('/').set('Accept', 'text/html');
    expect([status, text]).toEqual([500, '500 request-1']);
    expect(logged).toHaveLength(2);
    expect(logged.join('')).not.toContain(secret);
    expect(printed).toEqual([]);
  });

  it('cuts an answer that was half sent, and no word of it is logged or printed', async () => {
    const { agent, logged } = answering((_req, res) => {
      res.write('half');
      throw quoting(secret);
    });
    await expect(agent.get('/')).rejects.toThrow(/socket hang up|aborted/);
    expect(logged).toHaveLength(1);
    expect(logged.join('')).not.toContain(secret);
    expect(printed).toEqual([]);
  });
});
