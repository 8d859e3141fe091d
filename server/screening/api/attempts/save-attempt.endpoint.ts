import { endpoint } from '../../../http/api/endpoint';
import type { Web } from '../../../http/web';
import { uploadSchema } from '../../attempt.schema';
import type { ScreeningService } from '../../screening.service';
import { startLimit } from '../../start/start-limit';
import { saved } from './attempt.shapes';
import { answerOf } from './attempt.view';
import { attemptPath, erased, saves } from './requests';

export const saveAttempt = endpoint({
  method: 'put',
  path: '/api/attempts/:id',
  who: 'anyone',
  limit: saves,
  summary: 'Start, save or submit an attempt',
  description:
    'Idempotent. A lower sequence, or the same with the same content, changes nothing. After submission the body is ignored. A campaign that ended takes no attempt without answers; an attempt with answers is always taken.',
  params: attemptPath,
  body: uploadSchema,
  answer: { shape: saved, description: 'What is stored' },
  problems: {
    invalidRequest: 'Malformed, or an answer outside the options',
    unknownQuestionnaire: 'No such questionnaire',
    unknownVersion: 'Not the version that the phone had; nothing is stored, and the phone keeps its answers',
    wrongCode: 'The id belongs to another code',
    unknownCampaign: 'No such campaign',
    answersConflict: 'Other content under the same sequence',
    campaignNotStarted: 'The campaign has not begun',
    campaignEnded: 'The campaign has ended',
    changedMeanwhile: 'Too many saves at once; to be repeated',
    erased,
    tooYoung: 'Younger than 13; nothing is stored',
    tooManyRequests: 'Too many requests, or too many new attempts, from this address',
  },
  handler: ({ screening, web }: { screening: Pick<ScreeningService, 'saveAttempt'>; web: Web }) => {
    const mayStart = startLimit(web);
    return async ({ params: { id }, body, now, req, res }) => {
      const { attempt } = await screening.saveAttempt({ id, ...body, now, onStart: mayStart(req, res) });
      return answerOf(attempt);
    };
  },
});
