import { z } from 'zod';
import { endpoint } from './endpoint';
import { answerShapes } from './shapes';

const document = z
  .looseObject({ openapi: z.string(), paths: z.looseObject({}), components: z.looseObject({}) })
  .meta({ description: 'OpenAPI 3.1' })
  .register(answerShapes, { id: 'Document' });

export const openApi = endpoint({
  method: 'get',
  path: '/api/openapi.json',
  who: 'anyone',
  limit: null,
  summary: 'This document',
  answer: { shape: document, description: 'As this server has it', cache: 'no-cache' },
  problems: {},
  handler:
    ({ contract }: { contract: () => z.input<typeof document> }) =>
    () =>
      contract(),
});
