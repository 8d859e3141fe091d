/** The order in which a request is looked at; reads like a table of contents. */
import { constants } from 'node:zlib';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { access } from './access';
import { accountsRoutes } from './accounts/accounts.routes';
import { invitationsRoutes } from './accounts/invitations/invitations.routes';
import { ownAccountRoutes } from './accounts/own/own-account.routes';
import { resetsRoutes } from './accounts/security/resets.routes';
import { secondFactorRoutes } from './accounts/security/second-factor.routes';
import { authenticate } from './accounts/sign-in/authenticate';
import { signInRoutes } from './accounts/sign-in/sign-in.routes';
import { contractOf, endpoints } from './api';
import { auditRoutes } from './audit/audit.routes';
import { campaignsRoutes } from './campaigns/campaigns.routes';
import { type Config, publicFolder, viewsFolder } from './config';
import { casesRoutes } from './consultations/desk/cases.routes';
import { countsPath, leadOn, queueRoutes } from './consultations/desk/queue.routes';
import { myRoutes } from './consultations/student/my.routes';
import { rotaRoutes } from './consultations/team/rota.routes';
import { teamRoutes } from './consultations/team/team.routes';
import { workRoutes } from './consultations/work/work.routes';
import { ownPageRoutes } from './consultations/writing/own-page.routes';
import { writingRoutes } from './consultations/writing/writing.routes';
import { apiRoutes } from './http/api/api.routes';
import { mostBodyKb } from './http/api/endpoint';
import { hostCookies } from './http/cookies/host-cookies';
import { keepPlainCookies } from './http/cookies/plain-cookies';
import { clearSession, readSession, writeSession } from './http/cookies/session';
import { endPlainly, handleErrors, notFound } from './http/error-handler';
import { appManifestRoutes } from './http/files/app-manifest';
import { assetRoutes, readFirstScripts } from './http/files/assets';
import { guardStaffRoutes, meetsSignedOut } from './http/guards/access';
import { formTokens } from './http/guards/csrf';
import { addressPrints, limitsBy } from './http/guards/limits';
import { securityHeaders } from './http/guards/security-headers';
import type { Texts } from './http/language/i18n';
import { applyLanguageSwitch, chooseLanguage, useLanguage } from './http/language/language';
import { pageLocals } from './http/page-locals';
import { logRequests } from './http/request-log';
import { viewEngine } from './http/views/engine';
import type { Web } from './http/web';
import type { Keys } from './keys';
import { guidesRoutes } from './library/guides/guides.routes';
import { libraryRoutes } from './library/library.routes';
import { healthRoutes } from './operations/health.routes';
import { stateRoutes } from './operations/state.routes';
import { overviewRoutes } from './reports/overview.routes';
import { referencesRoutes } from './reports/references.routes';
import { boardRoutes } from './screening/class/board.routes';
import { journeyRoutes } from './screening/questions/journey.routes';
import { resultRoutes } from './screening/result/result.routes';
import { phoneRoutes } from './screening/start/phone.routes';
import { startRoutes } from './screening/start/start.routes';
import type { Services } from './services';
import { helpRoutes } from './settings/help/help.routes';
import { holidaysRoutes } from './settings/holidays/holidays.routes';
import { mailRoutes } from './settings/mail/mail.routes';
import { settingsRoutes } from './settings/settings.routes';
import { studentsFacts, studentsLocals } from './settings/students-facts';
import type { Clock } from './shared/clock';

export interface AppParts {
  config: Config;
  keys: Keys;
  services: Services;
  texts: Texts;
  log: Logger;
  clock: Clock;
  asset: (name: string) => string;
  isReady: () => Promise<boolean>;
}

/** A step further costs thirty times as much for a page that is a tenth lighter; a page fits into this window. */
const compressed = () =>
  compression({
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 } },
  });

export function createApp({ config, keys, services, texts, log, clock, asset, isReady }: AppParts): Express {
  const app = express();
  const web: Web = {
    config,
    clock,
    limit: limitsBy(services.counters, keys.limits, clock),
    addressOf: addressPrints(keys.limits, clock),
    writeSession: writeSession(keys.cookies, config.isHttps),
    clearSession,
    useLanguage: (req, res, language) => useLanguage(texts, req, res, language),
    applyLanguageSwitch: (req, res) => applyLanguageSwitch(texts, config.isHttps, req, res),
  };

  app.engine('ejs', viewEngine);
  app.set('view engine', 'ejs');
  app.set('views', viewsFolder);
  app.set('view cache', true);
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  // No answer ever holds a stack, whatever fails.
  app.set('env', 'production');
  app.disable('x-powered-by');

  app.use(assetRoutes(publicFolder));
  app.use(logRequests(log));
  app.use(healthRoutes(isReady));
  app.use(securityHeaders(config.isHttps));
  app.use(compressed());
  app.use(cookieParser(), keepPlainCookies, hostCookies(config.isHttps));
  app.use(chooseLanguage(texts, config.isHttps));
  const { forEverybody } = services.screening.catalogue;
  const firstScripts = readFirstScripts(publicFolder);
  const { quickExitUrl } = config;
  app.use(pageLocals({ asset, firstScripts, quickExitUrl, offers: forEverybody, staffParts, access }));
  const facts = studentsFacts({ ...services, textsOf: texts.for });
  app.use(studentsLocals(facts));
  app.use(appManifestRoutes(asset));
  const guideIds = async () => (await services.guides.list()).map(({ id }) => id);
  const questionnaires = forEverybody.map(({ name }) => name);
  app.use(phoneRoutes({ publicFolder, questionnaires, guideIds, facts }));

  app.use('/api', express.json({ limit: `${mostBodyKb}kb`, strict: true, reviver: refusePrototypes }));
  // Made when it is asked for: of what a start does it would be a good part, and hardly anybody reads it.
  let made: ReturnType<typeof contractOf> | null = null;
  const contract = () => (made ??= contractOf(services, config.publicUrl));
  app.use(
    apiRoutes(Object.values(endpoints), { ...services, web, handOverKey: keys.handOver, contract }, web),
  );
  app.use('/api', notFound());
  app.use(guidesRoutes(services));

  // A guide in both languages, each letter of it six bytes long.
  app.use('/staff/library', formsUpTo('512kb'));
  app.use(formsUpTo('128kb'));
  app.use(readSession(keys.cookies));
  app.use('/staff', authenticate(services.accounts, web, [countsPath]));
  app.use(formTokens(keys.forms, config.isHttps, meetsSignedOut(access)));
  app.use(startRoutes(services, web));
  app.use(journeyRoutes(services, web));
  app.use(resultRoutes(services, web));

  app.use(myRoutes(services, web));
  app.use('/staff', guardStaffRoutes(access));
  app.use(signInRoutes(services.accounts, web));
  app.use(ownAccountRoutes(services.accounts, web));
  app.use(secondFactorRoutes(services.accounts, web));
  app.use(resetsRoutes(services.accounts, web));
  app.use(invitationsRoutes(services.accounts, web));
  app.use(accountsRoutes(services.accounts, web));
  app.use(auditRoutes(services, web));
  app.use(settingsRoutes(services, web), helpRoutes(services, web), holidaysRoutes(services, web));
  app.use(mailRoutes(services, web));
  const { published, offered } = services.screening.catalogue;
  const known = published.map((one) => ({
    ...one,
    isOffered: offered.some(({ name }) => name === one.name),
  }));
  app.use(stateRoutes({ ...services, questionnaires: known }, web));
  app.use(campaignsRoutes(services.campaigns, web));
  app.use(boardRoutes(services, web));
  app.use(overviewRoutes(services, web));
  app.use(referencesRoutes(services, web));
  app.use(queueRoutes(services, web));
  app.use(
    casesRoutes(services, web),
    writingRoutes({ ...services, texts: keys.texts }, web),
    leadOn(services, web),
  );
  app.use(ownPageRoutes(services, web));
  app.use(teamRoutes(services, web));
  app.use(rotaRoutes(services, web));
  app.use(workRoutes(services, web));
  app.use(libraryRoutes(services, web));

  app.use(notFound());
  app.use(handleErrors(log), endPlainly(log));
  return app;
}

const staffParts = [
  'cases',
  'team',
  'writing',
  'library',
  'overview',
  'campaigns',
  'references',
  'accounts',
  'audit',
  'settings',
];

const formsUpTo = (limit: string) => express.urlencoded({ extended: false, limit, parameterLimit: 500 });

/** No member of the contract has such a name; a copy of it could change an object's prototype. */
function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('__proto__ is not a member name');
  return value;
}
