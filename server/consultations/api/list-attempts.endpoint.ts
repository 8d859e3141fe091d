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
  problems: { wrongCode: 'Nothing with this code' },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'attemptsOf'> }) =>
    async ({ code }) => {
      const listed = await consultations.attemptsOf(code);
      if (listed.length === 0) throw new Problem('wrongCode');
      return { attempts: listed.map(listedView) };
    },
});
