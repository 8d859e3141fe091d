/** What the settings change on students' pages. */
import type { RequestHandler } from 'express';
import { adultAge } from '../core/attempt/profile';
import type { FurtherLine } from '../core/pages/help-lines';
import type { Language } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { furtherLines } from './help/own-help';
import type { SafeguardingService } from './safeguarding.service';
import type { SettingsService } from './settings.service';

interface StudentsFacts {
  /** The age from which a psychologist is offered; 0 once it is written down who acts for a child in danger. */
  offersFromAge: number;
  /** Help lines beside 111 and 112. */
  furtherHelp: FurtherLine[];
}

interface Parts {
  safeguarding: Pick<SafeguardingService, 'isPrepared'>;
  settings: Pick<SettingsService, 'current'>;
  /** The interface's texts of each language. */
  textsOf(language: Language): Translate;
}

export function studentsFacts({ safeguarding, settings, textsOf }: Parts): () => Promise<StudentsFacts> {
  return async () => ({
    offersFromAge: (await safeguarding.isPrepared()) ? 0 : adultAge,
    furtherHelp: furtherLines((await settings.current()).help, textsOf),
  });
}

/** For every view. */
export const studentsLocals =
  (facts: () => Promise<StudentsFacts>): RequestHandler =>
  async (_req, res, next) => {
    Object.assign(res.locals, await facts());
    next();
  };
