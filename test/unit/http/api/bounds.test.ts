/** What the contract says of a request and what the server takes are the same, up to the last one that fits. */
import Ajv from 'ajv/dist/2020';
import type { z } from 'zod';
import { slugPath } from '../../../../server/campaigns/campaigns.schema';
import { messageBody, replyBody } from '../../../../server/consultations/consultations.schema';
import { jsonSchema } from '../../../../server/http/api/json-schema';
import { questionnairePath } from '../../../../server/screening/api/attempts/requests';
import { uploadSchema } from '../../../../server/screening/attempt.schema';
import { anAttempt } from '../../../support/builders/attempts';

const ajv = new Ajv({ strict: false, validateFormats: false });

const isTaken = (schema: z.ZodType, sent: unknown) => {
  const documented = ajv.validate(jsonSchema(schema, 'input'), sent);
  return { documented, taken: schema.safeParse(sent).success };
};

const { id: _id, ...upload } = anAttempt().upload;
const of = <Value>(length: number, value: (index: number) => Value) =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`A${index}`, value(index)]));
const list = <Value>(length: number, value: Value) => Array.from({ length }, () => value);
const message = (text: string) => ({ id: '0b9f2a6c-6d1e-4c0e-9a63-0f6f5f6c1a52', text });

it.each<[name: string, schema: z.ZodType, sent: (size: number) => unknown, most: number]>([
  ['a message', messageBody, (size) => message('ы'.repeat(size)), 2_000],
  ['a message of smileys', messageBody, (size) => message('🙂'.repeat(size)), 2_000],
  ['a reply', replyBody, (size) => message('ы'.repeat(size)), 2_000],
  ['answers', uploadSchema, (size) => ({ ...upload, answers: of(size, () => 1) }), 100],
  ['timings', uploadSchema, (size) => ({ ...upload, timings: of(size, () => 1) }), 100],
  ['a time', uploadSchema, (size) => ({ ...upload, timings: { a: size } }), Number.MAX_SAFE_INTEGER],
  ['unclear items', uploadSchema, (size) => ({ ...upload, unclear: list(size, 'A1') }), 200],
  ['shown texts', uploadSchema, (size) => ({ ...upload, shown: list(size, { id: 'a', version: 1 }) }), 40],
  [
    'the name of a questionnaire',
    uploadSchema,
    (size) => ({ ...upload, questionnaire: 'x'.repeat(size) }),
    80,
  ],
  ['a campaign', uploadSchema, (size) => ({ ...upload, campaign: 'x'.repeat(size) }), 80],
  ['a sequence', uploadSchema, (size) => ({ ...upload, sequence: size }), 1_000_000_000],
  ['a questionnaire in a path', questionnairePath, (size) => ({ id: 'x'.repeat(size), version: 'v1' }), 80],
  ['a campaign in a path', slugPath, (size) => ({ slug: 'x'.repeat(size) }), 80],
])('%s', (_, schema, sent, most) => {
  expect(isTaken(schema, sent(most))).toEqual({ documented: true, taken: true });
  expect(isTaken(schema, sent(most + 1))).toEqual({ documented: false, taken: false });
});

it.each(['', ' ', '\n\t'])('a message of nothing: %j', (text) => {
  expect(isTaken(messageBody, message(text))).toEqual({ documented: false, taken: false });
});
