/** What the settings change on students' pages. */
import type { RequestHandler } from 'express';
import { adultAge } from '../core/attempt/profile';
import type { SafeguardingService } from './safeguarding.service';

export interface StudentsFacts {
  /** The age from which a psychologist is offered; 0 once it is written down who acts for a child in danger. */
  offersFromAge: number;
}

interface Parts {
  safeguarding: Pick<SafeguardingService, 'isPrepared'>;
}

export async function studentsFacts({ safeguarding }: Parts): Promise<StudentsFacts> {
  return { offersFromAge: (await safeguarding.isPrepared()) ? 0 : adultAge };
}

/** For every view. */
export const studentsLocals =
  (parts: Parts): RequestHandler =>
  async (_req, res, next) => {
    Object.assign(res.locals, await studentsFacts(parts));
    next();
  };
