/** What the contract with phones has after the test: paths and shapes that join screening's OpenAPI document. */

import { z } from 'zod';
import { helpedAnswers } from '../core/pages/conversation';

import { helpedForm, replyBody } from './consultations.schema';

const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const orNull = (schema: object) => ({ oneOf: [schema, { type: 'null' }] });
const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };

const letter = {
  number: { type: 'integer', description: 'A corrected letter has the next number' },
  language: { type: 'string', enum: ['kk', 'ru'] },
  publishedAt: moment,
  isRead: { type: 'boolean' },
};
const consultation = {
  state: { type: 'string', enum: ['waiting', 'answered'] },
  promisedBy: {
    type: 'string',
    format: 'date',
    description: 'Local day by whose end the answer is promised',
  },
  canReply: { type: 'boolean' },
  helped: orNull({ type: 'string', enum: [...helpedAnswers] }),
};

const schemas = {
  Reply: z.toJSONSchema(replyBody, { io: 'input', target: 'draft-2020-12' }),
  Helped: z.toJSONSchema(helpedForm, { io: 'input', target: 'draft-2020-12' }),
  Consultation: object({
    ...consultation,
    published: orNull(object({ ...letter, text })),
    replies: { type: 'array', items: object({ id: text, text, sentAt: moment }) },
  }),
  ListedAttempt: object({
    id: text,
    questionnaire: text,
    language: { type: 'string', enum: ['kk', 'ru'] },
    profile: ref('Profile'),
    isTryOut: {
      type: 'boolean',
      description: 'Of a try-out: nobody can be asked, and it is compared with nothing',
    },
    startedAt: moment,
    submittedAt: orNull(moment),
    consultation: orNull(ref('ListedConsultation')),
  }),
  ListedConsultation: object({
    ...consultation,
    published: orNull(object(letter)),
    replies: { type: 'integer' },
  }),
};

const security = [{ code: [] }];
const path = (operations: object) => ({
  parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
  ...operations,
});
const ok = (schema: object) => ({ description: 'As it stands now', content: json(schema) });
const refused = {
  404: problem('Nothing with this id and code'),
  410: problem('Erased; this id is never taken again'),
  429: problem('Too many requests from this address'),
};
const erase = {
  security,
  summary: 'Erase the attempt, its consultation and its replies for ever',
  responses: { 204: { description: 'Erased' }, ...refused },
};

const paths = {
  '/api/my': {
    get: {
      security,
      summary: 'Every attempt of the code, newest first; no letter is opened by it',
      responses: {
        200: ok(
          object({
            attempts: {
              type: 'array',
              items: {
                allOf: [ref('Saved'), ref('ListedAttempt')],
              },
            },
          }),
        ),
        404: refused[404],
        429: refused[429],
      },
    },
  },
  '/api/attempts/{id}': path({ delete: erase }),
  '/api/attempts/{id}/erase': path({ post: erase }),
  '/api/attempts/{id}/consultation': path({
    post: {
      security,
      summary: 'Ask a psychologist; idempotent, after submission',
      responses: { 200: ok(ref('Consultation')), ...refused, 409: problem('Not submitted, or a try-out') },
    },
    get: {
      security,
      summary: 'The consultation; its author is told that the letter was opened',
      responses: { 200: ok(object({ consultation: orNull(ref('Consultation')) })), ...refused },
    },
  }),
  '/api/attempts/{id}/reply': path({
    post: {
      security,
      summary: 'Reply to the psychologist; the same id is stored once',
      requestBody: { required: true, content: json(ref('Reply')) },
      responses: {
        200: ok(ref('Consultation')),
        ...refused,
        400: problem('Malformed'),
        409: problem('Nothing to reply to yet, or too many replies'),
        415: problem('Not JSON'),
      },
    },
  }),
  '/api/attempts/{id}/helped': path({
    post: {
      security,
      summary: 'Whether the letter helped; the last word counts, the same one again changes nothing',
      requestBody: { required: true, content: json(ref('Helped')) },
      responses: {
        200: ok(ref('Consultation')),
        ...refused,
        400: problem('Malformed'),
        409: problem('Nobody was asked, or there is no letter yet'),
        415: problem('Not JSON'),
      },
    },
  }),
};

export const consultationsApi = { paths, schemas };
