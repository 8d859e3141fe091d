import { endpoint } from '../../../http/api/endpoint';
import { satisfactionSchema } from '../../attempt.schema';
import type { ScreeningService } from '../../screening.service';
import { erased, heldPath, reads } from './requests';

export const giveFeedback = endpoint({
  method: 'post',
  path: '/api/attempts/:id/feedback',
  who: 'respondent',
  limit: reads,
  summary: 'How satisfied the person is; idempotent, after submission',
  params: heldPath,
  body: satisfactionSchema,
  answer: { description: 'Stored' },
  problems: { notAllowedNow: 'Not submitted yet', erased },
  handler:
    ({ screening }: { screening: Pick<ScreeningService, 'giveFeedback'> }) =>
    ({ params: { id }, code, body: { satisfaction }, now }) =>
      screening.giveFeedback({ id, code, satisfaction, now }),
});
