import { endpoint } from '../../../http/api/endpoint';
import type { ScreeningService } from '../../screening.service';
import { storedAttempt } from './attempt.shapes';
import { attemptView } from './attempt.view';
import { erased, heldPath, reads } from './requests';

export const readAttempt = endpoint({
  method: 'get',
  path: '/api/attempts/:id',
  who: 'respondent',
  limit: reads,
  summary: 'The stored copy',
  params: heldPath,
  answer: { shape: storedAttempt, description: 'The stored copy' },
  problems: { erased },
  handler:
    ({ screening }: { screening: Pick<ScreeningService, 'getAttempt'> }) =>
    async ({ params: { id }, code }) =>
      attemptView(await screening.getAttempt({ id, code })),
});
