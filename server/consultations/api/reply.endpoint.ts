import { endpoint } from '../../http/api/endpoint';
import { erased, heldPath } from '../../screening/api/attempts/requests';
import { replyBody } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { consultation } from './consultation.shapes';
import { acts } from './limit';

export const reply = endpoint({
  method: 'post',
  path: '/api/attempts/:id/reply',
  who: 'respondent',
  limit: acts,
  summary: 'Reply to the psychologist; the same id is stored once',
  params: heldPath,
  body: replyBody,
  answer: { shape: consultation, description: 'As it stands now' },
  problems: { notAllowedNow: 'Nothing to reply to yet, or too many replies', erased },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'reply'> }) =>
    ({ params: { id }, code, body: { id: replyId, text }, now }) =>
      consultations.reply({ id, code, replyId, text, now }),
});
