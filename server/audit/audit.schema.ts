import { z } from 'zod';
import { acts } from './acts';

const nothing = z.literal('').transform(() => undefined);
const filter = {
  act: z.union([nothing, z.enum(acts)]).optional(),
  person: z.union([nothing, z.uuid()]).optional(),
  from: z.union([nothing, z.iso.date()]).optional(),
  until: z.union([nothing, z.iso.date()]).optional(),
};

export const exportQuery = z.object(filter);

export const auditQuery = z.object({
  ...filter,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  check: z.literal('yes').optional(),
});
