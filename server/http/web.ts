/** What a feature's routes need of the web besides express: handed to every `xRoutes(services, web)`. */
import type { Request, Response } from 'express';
import type { Config } from '../config';
import type { Language } from '../questionnaire/types';
import type { Clock } from '../shared/clock';
import type { LimitRequests } from './limits';
import type { Way } from './session';

export interface Web {
  config: Config;
  clock: Clock;
  limit: LimitRequests;
  writeWay(req: Request, res: Response, way: Way): void;
  clearWay(req: Request, res: Response): void;
  useLanguage(req: Request, res: Response, language: Language): void;
  /** true where a form was sent only to read it in the other language: it is shown again with what was typed. */
  takeLanguageSwitch(req: Request, res: Response): boolean;
}
