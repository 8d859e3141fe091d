import { endpoint } from '../../http/api/endpoint';
import { heldPath } from '../../screening/api/attempts/requests';
import { messageBody } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import { taken } from './consultation.shapes';
import { acts } from './limit';

export const sendMessage = endpoint({
  method: 'post',
  path: '/api/attempts/:id/messages',
  who: 'respondent',
  limit: acts,
  summary: 'Write to the psychologists, in every state of the conversation; the same id is stored once',
  params: heldPath,
  body: messageBody,
  answer: { shape: taken, description: 'Taken; a few bytes, whatever the conversation weighs' },
  problems: {
    notAllowedNow: 'Not submitted, or a try-out',
    tooManyMessages: 'As many as may be sent on one day; the text stays with the sender',
    erased: 'The code was erased, or the attempt and with it the last of its code',
  },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'message'> }) =>
    async ({ params: { id }, code, body: { id: messageId, text, writtenAt }, now }) => {
      const { leftToday } = await consultations.message({ id, code, messageId, text, writtenAt, now });
      return { receivedAt: now, leftToday };
    },
});
