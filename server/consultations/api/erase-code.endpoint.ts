import { endpoint } from '../../http/api/endpoint';
import type { ConsultationsService } from '../consultations.service';
import { acts } from './limit';

export const eraseCode = endpoint({
  method: 'delete',
  path: '/api/my',
  who: 'respondent',
  limit: acts,
  summary: 'Erase everything of the code for ever: whatever comes later with it is answered 410',
  answer: { description: 'Erased' },
  problems: {},
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'eraseAll'> }) =>
    ({ code, now }) =>
      consultations.eraseAll({ code, now }),
});
