/** What a feature's routes need of the web besides express: handed to every `xRoutes(services, web)`. */
import type { Request, Response } from 'express';
import type { Config } from '../config';
import type { StudentSession } from '../core/attempt/session';
import type { Language } from '../core/definition/types';
import type { Clock } from '../shared/clock';
import type { LimitRequests } from './guards/limits';

export interface Web {
  config: Config;
  clock: Clock;
  limit: LimitRequests;
  /** What stands for the sender's address when tries are counted. */
  addressOf(req: Request): string;
  writeSession(req: Request, res: Response, session: StudentSession): void;
  clearSession(req: Request, res: Response): void;
  useLanguage(req: Request, res: Response, language: Language): void;
  /** true where a form was sent only to read it in the other language: it is shown again with what was typed. */
  applyLanguageSwitch(req: Request, res: Response): boolean;
}
