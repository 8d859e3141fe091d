import { endpoint } from '../../http/api/endpoint';
import { erased, heldPath } from '../../screening/api/attempts/requests';
import { helpedForm } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { consultation } from './consultation.shapes';
import { acts } from './limit';

export const rateConsultation = endpoint({
  method: 'post',
  path: '/api/attempts/:id/helped',
  who: 'respondent',
  limit: acts,
  summary: 'Whether the letter helped; the last word counts, the same one again changes nothing',
  params: heldPath,
  body: helpedForm,
  answer: { shape: consultation, description: 'As it stands now' },
  problems: { notAllowedNow: 'Nobody was asked, or there is no letter yet', erased },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'rate'> }) =>
    ({ params: { id }, code, body: { helped }, now }) =>
      consultations.rate({ id, code, helped, now }),
});
