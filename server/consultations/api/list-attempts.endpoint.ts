import { endpoint } from '../../http/api/endpoint';
import { Problem } from '../../shared/problems';
import type { ConsultationsService } from '../consultations.service';
import { listedAttempts } from './consultation.shapes';
import { acts } from './limit';
import { listedView } from './listed.view';

export const listAttempts = endpoint({
  method: 'get',
  path: '/api/my',
  who: 'respondent',
  limit: acts,
  summary: 'Every attempt of the code, newest first; no letter is opened by it',
  answer: { shape: listedAttempts, description: 'As they stand now' },
  problems: { wrongCode: 'Nothing with this code', erased: 'Everything of this code was erased' },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'attemptsOf' | 'wasErased'> }) =>
    async ({ code, now }) => {
      const listed = await consultations.attemptsOf({ code, now });
      if (listed.length === 0)
        throw new Problem((await consultations.wasErased(code)) ? 'erased' : 'wrongCode');
      return { attempts: listed.map(listedView) };
    },
});
