/** For a phone that was not there when the result was shown. */
import { endpoint } from '../../../http/api/endpoint';
import { Problem } from '../../../shared/problems';
import type { ScreeningService } from '../../screening.service';
import { recommendations } from './attempt.shapes';
import { recommendationsView } from './attempt.view';
import { erased, heldPath, languagePath, reads } from './requests';

export const shownRecommendations = endpoint({
  method: 'get',
  path: '/api/attempts/:id/recommendations/:language.json',
  who: 'respondent',
  limit: reads,
  summary: 'The recommendations that this attempt’s result showed, in the versions that it showed',
  params: languagePath.extend(heldPath.shape),
  answer: { shape: recommendations, description: 'By id' },
  problems: { notFound: 'Unknown language', notAllowedNow: 'Not submitted yet', erased },
  handler:
    ({ screening }: { screening: Pick<ScreeningService, 'getAttempt' | 'textsOf'> }) =>
    async ({ params: { id, language }, code }) => {
      const attempt = await screening.getAttempt({ id, code });
      if (!attempt.result) throw new Problem('notAllowedNow');
      return recommendationsView(await screening.textsOf(attempt), language);
    },
});
