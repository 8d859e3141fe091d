import { endpoint } from '../../http/api/endpoint';
import { erased, heldPath } from '../../screening/api/attempts/requests';
import type { ConsultationsService } from '../consultations.service';
import { acts } from './limit';

export const eraseAttempt = endpoint({
  method: 'delete',
  path: '/api/attempts/:id',
  who: 'respondent',
  limit: acts,
  summary: 'Erase the attempt, its consultation and its replies for ever',
  params: heldPath,
  answer: { description: 'Erased' },
  problems: { erased },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'erase'> }) =>
    ({ params: { id }, code, now }) =>
      consultations.erase({ id, code, now }),
});
