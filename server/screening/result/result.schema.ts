/** What is sent from the pages after the result. Messages are locale keys. */
import { z } from 'zod';
import { mostReminderWeeks } from '../../core/pages/result/reminder';

export const satisfactionForm = z.object({
  satisfaction: z
    .enum(['1', '2', '3', '4', '5'], { error: 'screening:feedback.error' })
    .transform((text) => Number(text) as 1 | 2 | 3 | 4 | 5),
});

export const reminderQuery = z.object({
  weeks: z.coerce.number().int().min(1).max(mostReminderWeeks),
});
