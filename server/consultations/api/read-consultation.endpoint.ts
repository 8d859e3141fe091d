import { endpoint } from '../../http/api/endpoint';
import { erased, heldPath } from '../../screening/api/attempts/requests';
import type { ConsultationsService } from '../consultations.service';
import { openedConsultation } from './consultation.shapes';
import { acts } from './limit';

export const readConsultation = endpoint({
  method: 'get',
  path: '/api/attempts/:id/consultation',
  who: 'respondent',
  limit: acts,
  summary: 'The consultation; its author is told that the letter was opened',
  params: heldPath,
  answer: { shape: openedConsultation, description: 'As it stands now' },
  problems: { erased },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'read'> }) =>
    async ({ params: { id }, code, now }) => ({ consultation: await consultations.read({ id, code, now }) }),
});
