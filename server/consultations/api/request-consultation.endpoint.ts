import { endpoint } from '../../http/api/endpoint';
import { erased, heldPath } from '../../screening/api/attempts/requests';
import type { ConsultationsService } from '../consultations.service';
import { consultation } from './consultation.shapes';
import { acts } from './limit';

export const requestConsultation = endpoint({
  method: 'post',
  path: '/api/attempts/:id/consultation',
  who: 'respondent',
  limit: acts,
  summary: 'Ask a psychologist; idempotent, after submission',
  params: heldPath,
  answer: { shape: consultation, description: 'As it stands now' },
  problems: { notAllowedNow: 'Not submitted, or a try-out', erased },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'request'> }) =>
    ({ params: { id }, code, now }) =>
      consultations.request({ id, code, now }),
});
