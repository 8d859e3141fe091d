/** What every phone gets alike of a published questionnaire, which never changes: each file is made once. */
import { PublicFile } from '../../../http/files/public-file';
import type { Questionnaire } from '../../../questionnaires';
import type { ScreeningService } from '../../screening.service';

export interface Published {
  screening: Pick<ScreeningService, 'questionnaire'>;
}

export const forAnHour = 'public, max-age=3600';

/** @returns the file of `<id>/<version>` under a further name of its own; @throws Problem unknownQuestionnaire */
export function publishedFiles(screening: Published['screening']) {
  const made = new Map<string, Promise<PublicFile>>();
  return (
    { id, version }: { id: string; version: string },
    name: string,
    contentOf: (questionnaire: Questionnaire) => object,
  ): Promise<PublicFile> => {
    const place = `${id}/${version} ${name}`;
    const known = made.get(place);
    if (known) return known;
    const file = PublicFile.of(contentOf(screening.questionnaire(`${id}/${version}`)));
    made.set(place, file);
    return file;
  };
}
