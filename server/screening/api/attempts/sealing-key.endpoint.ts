import { z } from 'zod';
import { endpoint } from '../../../http/api/endpoint';
import { answerShapes } from '../../../http/api/shapes';
import { dayMs, secondMs } from '../../../shared/clock';
import type { SealingKey } from '../../../shared/sealing-key';

const publicKey = z
  .object({
    id: z.string().meta({ description: 'First 8 bytes of the key’s SHA-256, base64url' }),
    key: z.string().meta({ description: 'P-256, the uncompressed point of 65 bytes, base64url' }),
  })
  .register(answerShapes, { id: 'SealingKey' });

export const sealingKey = endpoint({
  method: 'get',
  path: '/api/sealing-key',
  who: 'anyone',
  limit: null,
  summary: 'The public key to which phones seal unsent attempts at hand-over',
  answer: {
    shape: publicKey,
    description: 'May be kept for a day',
    cache: `public, max-age=${dayMs / secondMs}`,
  },
  problems: {},
  handler: ({ handOverKey: { id, publicKey } }: { handOverKey: SealingKey }) => {
    const shown = { id, key: publicKey.toString('base64url') };
    return () => shown;
  },
});
