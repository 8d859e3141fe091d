/** The contract of sealed attempts; its paths and shapes join the OpenAPI document. */
import { z } from 'zod';
import { sealedBody } from './sealed-attempt';

const json = (schema: object) => ({ 'application/json': { schema } });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const text = { type: 'string' };

export const sealedAttemptsApi = {
  schemas: { SealedAttempt: z.toJSONSchema(sealedBody, { io: 'input', target: 'draft-2020-12' }) },
  paths: {
    '/api/sealing-key': {
      get: {
        summary: 'The public key to which phones seal unsent attempts at hand-over',
        responses: {
          200: {
            description: 'May be kept for a day',
            content: json(
              object({
                id: { ...text, description: 'First 8 bytes of the key’s SHA-256, base64url' },
                key: { ...text, description: 'P-256, the uncompressed point of 65 bytes, base64url' },
              }),
            ),
          },
        },
      },
    },
    '/api/sealed-attempts': {
      post: {
        summary: 'Send an attempt that was sealed at hand-over',
        description:
          'Does what PUT /api/attempts/{id} does, and may be repeated like it. Whoever sends it need not be whose it is, so the result is not answered. ' +
          'Where the server holds other answers, the two are merged: what was touched on the phone goes before what is stored, and all else after it; no answer is taken back. ' +
          'The sealed text is JSON `{ id, upload, touched?, isProfileTouched?, acts? }`: `upload` the body of that PUT, `touched` the items changed since the server last acknowledged it, `isProfileTouched` whether the profile was, `acts` a list of `{ kind: "feedback", satisfaction }` and `{ kind: "consultation" }`, which apply once the attempt is submitted. ' +
          'Sealing: ECDH on P-256 with a fresh key, HKDF-SHA-256 (salt: the fresh public key, raw; info: "self-check sealed attempt") to 32 bytes, AES-256-GCM with a 12-byte iv.',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/SealedAttempt' }) },
        responses: {
          200: {
            description: 'Taken; the sealed copy may be deleted',
            content: json(
              object({
                id: { type: 'string', format: 'uuid' },
                sequence: { type: 'integer' },
                submitted: { type: 'boolean' },
              }),
            ),
          },
          400: problem('Sealed to another key or changed (`cannotOpen`), or malformed inside'),
          404: problem('The id belongs to another code, or the campaign is unknown'),
          409: problem('The campaign is not open'),
          410: problem('Erased; this id is never taken again'),
          413: problem('Too large'),
          415: problem('Not JSON'),
          422: problem('Younger than 13; nothing is stored'),
          429: problem('Too many requests from this address, or too many new attempts'),
        },
      },
    },
  },
};
