import { endpoint } from '../../http/api/endpoint';
import { heldPath } from '../../screening/api/attempts/requests';
import { replyBody } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { consultation } from './consultation.shapes';
import { acts } from './limit';

export const reply = endpoint({
  method: 'post',
  path: '/api/attempts/:id/reply',
  who: 'respondent',
  limit: acts,
  summary:
    'As `POST /api/attempts/:id/messages`, answered by the whole conversation: for phones of an earlier release',
  params: heldPath,
  body: replyBody,
  answer: { shape: consultation, description: 'As it stands now' },
  problems: {
    notAllowedNow: 'Not submitted, or a try-out',
    tooManyMessages: 'As many as may be sent on one day; the text stays with the sender',
    erased: 'The code was erased, or the attempt and with it the last of its code',
  },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'message'> }) =>
    ({ params: { id }, code, body: { id: messageId, text }, now }) =>
      consultations.message({ id, code, messageId, text, now }),
});
