/** Who may open what below /staff, gathered from the routes. */
import { accountsAccess } from './accounts/accounts.routes';
import { invitationsAccess } from './accounts/invitations/invitations.routes';
import { ownAccountAccess } from './accounts/own/own-account.routes';
import { resetsAccess } from './accounts/security/resets.routes';
import { secondFactorAccess } from './accounts/security/second-factor.routes';
import { signInAccess } from './accounts/sign-in/sign-in.routes';
import { auditAccess } from './audit/audit.routes';
import { campaignsAccess } from './campaigns/campaigns.routes';
import { casesAccess } from './consultations/desk/cases.routes';
import { queueAccess } from './consultations/desk/queue.routes';
import { rotaAccess } from './consultations/team/rota.routes';
import { teamAccess } from './consultations/team/team.routes';
import { workAccess } from './consultations/work/work.routes';
import { ownPageAccess } from './consultations/writing/own-page.routes';
import { writingAccess } from './consultations/writing/writing.routes';
import type { Access } from './http/guards/access';
import { libraryAccess } from './library/library.routes';
import { stateAccess } from './operations/state.routes';
import { overviewAccess } from './reports/overview.routes';
import { referencesAccess } from './reports/references.routes';
import { boardAccess } from './screening/class/board.routes';
import { helpAccess } from './settings/help/help.routes';
import { holidaysAccess } from './settings/holidays/holidays.routes';
import { mailAccess } from './settings/mail/mail.routes';
import { settingsAccess } from './settings/settings.routes';

export const access: Access = {
  ...signInAccess,
  ...ownAccountAccess,
  ...secondFactorAccess,
  ...resetsAccess,
  ...invitationsAccess,
  ...queueAccess,
  ...casesAccess,
  ...writingAccess,
  ...ownPageAccess,
  ...teamAccess,
  ...rotaAccess,
  ...workAccess,
  ...libraryAccess,
  ...overviewAccess,
  ...campaignsAccess,
  ...boardAccess,
  ...referencesAccess,
  ...accountsAccess,
  ...auditAccess,
  ...settingsAccess,
  ...helpAccess,
  ...holidaysAccess,
  ...mailAccess,
  ...stateAccess,
};
