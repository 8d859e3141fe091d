import { z } from 'zod';
import { endpoint } from '../../http/api/endpoint';
import { answerShapes } from '../../http/api/shapes';
import type { ConsultationsService } from '../consultations.service';
import { acts } from './limit';

const news = z
  .object({ unread: z.int().meta({ description: 'Letters that nobody has opened with this code' }) })
  .register(answerShapes, { id: 'News' });

export const readNews = endpoint({
  method: 'get',
  path: '/api/my/news',
  who: 'respondent',
  limit: acts,
  summary: 'Whether an answer has come, in a few bytes: a phone asks at each visit',
  answer: { shape: news, description: 'None where nobody was asked' },
  problems: { erased: 'Everything of this code was erased' },
  handler:
    ({ consultations }: { consultations: Pick<ConsultationsService, 'unreadLetters'> }) =>
    async ({ code }) => ({ unread: await consultations.unreadLetters(code) }),
});
