/** Made anew when other versions are shown: their words never change, and every phone asks for the same file. */
import { isDeepStrictEqual } from 'node:util';
import { recommendationIds } from '../../../core/feedback/feedback';
import type { TextReference } from '../../../core/feedback/text-content';
import { endpoint } from '../../../http/api/endpoint';
import { PublicFile } from '../../../http/files/public-file';
import type { LibraryService } from '../../../library/library.service';
import { recommendations } from '../attempts/attempt.shapes';
import { recommendationsView } from '../attempts/attempt.view';
import { forAnHour, type Published } from './published-file';
import { questionnaireFilePath, unknownFile } from './questionnaire.shapes';

interface Needs extends Published {
  library: Pick<LibraryService, 'shownVersions' | 'versions'>;
}

export const questionnaireRecommendations = endpoint({
  method: 'get',
  path: '/api/questionnaires/:id/:version/:language/recommendations.json',
  who: 'anyone',
  limit: null,
  summary: 'Every recommendation that a result can bring, in the versions that are shown now',
  params: questionnaireFilePath,
  answer: { shape: recommendations, description: 'With an ETag', cache: forAnHour },
  problems: unknownFile,
  handler: ({ screening, library }: Needs) => {
    const made = new Map<string, { file: PublicFile; shown: TextReference[] }>();
    return async ({ params: { id, version, language } }) => {
      const name = `${id}/${version}`;
      const ids = recommendationIds(screening.questionnaire(name).definition);
      const shown = (await library.shownVersions(name)).filter((text) => ids.includes(text.id));
      const place = `${name} ${language}`;
      const known = made.get(place);
      if (known && isDeepStrictEqual(known.shown, shown)) return known.file;
      const file = await PublicFile.of(recommendationsView(await library.versions(name, shown), language));
      made.set(place, { file, shown });
      return file;
    };
  },
});
