/** What the addresses of the queue say. */
import { z } from 'zod';
import { tabs } from './queue.store';
import { wishesSchema } from './queue-filter';

export const queueQuery = wishesSchema.extend({
  tab: z.enum(tabs).catch('ours'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const shortestBeginning = 4;

/** As people say it or copy it: '№ 3F2A1B', '3f2a1b'. */
export const findQuery = z.object({
  number: z
    .string('consultations:list.find.noNumber')
    .max(80, 'consultations:list.find.noNumber')
    .transform((typed) => typed.replace(/[№#\s-]/g, '').toLowerCase())
    .pipe(
      z.string().regex(new RegExp(`^[0-9a-f]{${shortestBeginning},32}$`), 'consultations:list.find.noNumber'),
    ),
});
