import { z } from 'zod';
import { acts } from './acts';

export const auditQuery = z.object({
  act: z.union([z.literal('').transform(() => undefined), z.enum(acts)]).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  check: z.literal('yes').optional(),
});
