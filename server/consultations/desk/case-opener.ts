/** What every route of a case begins with: whose request it is, the case with all that its page shows, and the page itself. */
import type { Request, Response } from 'express';
import { actorOf } from '../../http/guards/access';
import { parse } from '../../http/guards/parse';
import type { Web } from '../../http/web';
import type { LibraryService } from '../../library/library.service';
import type { ScreeningService } from '../../screening/screening.service';
import type { SafeguardingService } from '../../settings/safeguarding.service';
import { Problem } from '../../shared/problems';
import { caseParams, caseQuery, deedForm } from '../consultations.schema';
import type { ConsultationsService } from '../consultations.service';
import type { Refused } from '../team/team.view';
import type { SnippetsService } from '../writing/snippets/snippets.service';
import { caseView, type Opened } from './case.view';
import type { Typed } from './letter-panel.view';

export interface OpenerParts {
  consultations: ConsultationsService;
  screening: Pick<ScreeningService, 'questionnaire' | 'textsOf'>;
  library: Pick<LibraryService, 'shown'>;
  snippets: Pick<SnippetsService, 'list'>;
  safeguarding: Pick<SafeguardingService, 'get'>;
}

export function caseOpener(parts: OpenerParts, web: Web) {
  const { consultations, screening, library, snippets, safeguarding } = parts;
  const ask = (req: Request) => ({ id: idOf(req), actor: actorOf(req), now: web.clock() });

  return {
    ask,
    deed: (req: Request) => ({ ...ask(req), ...parse(deedForm, req.body) }),

    async open(req: Request): Promise<Opened> {
      const opened = await consultations.open(ask(req));
      const { attempt } = opened;
      return {
        ...opened,
        questionnaire: screening.questionnaire(attempt.questionnaire),
        shown: await screening.textsOf(attempt),
        library: await library.shown(attempt.questionnaire),
        snippets: await snippets.list(actorOf(req), req.language),
        safeguarding: await safeguarding.get(),
      };
    },

    renderCase(req: Request, res: Response, opened: Opened, typed?: Typed, refused?: Refused): void {
      const { t, language } = req;
      const { answers } = parse(caseQuery, req.query);
      const view = caseView(opened, { t, language, actor: actorOf(req), answers }, typed, refused);
      res.render('consultations/desk/case', view);
    },
  };
}

/** An id that cannot be one answers as an unknown one. */
function idOf(req: Request): string {
  const parsed = caseParams.safeParse(req.params);
  if (!parsed.success) throw new Problem('notFound');
  return parsed.data.id;
}

export const pathOf = (req: Request): string => `/staff/cases/${idOf(req)}`;

export function typedIn(req: Request): Omit<Typed, 'errors'> {
  const given = (name: string) => (typeof req.body?.[name] === 'string' ? req.body[name] : undefined);
  return { text: given('text'), language: given('language'), note: given('note') };
}
