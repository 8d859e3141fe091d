/** The composition root: stores -> services, in the one direction that features may know each other. */
import type { Connection } from 'mongoose';
import { type Accounts, composeAccounts } from './accounts';
import { accountsStore } from './accounts/accounts.store';
import { invitationsStore } from './accounts/invitations/invitations.store';
import { securityStore } from './accounts/security/security.store';
import { sessionsStore } from './accounts/sign-in/sessions.store';
import { triesStore } from './accounts/sign-in/tries.store';
import { type AuditService, auditService } from './audit/audit.service';
import { auditStore } from './audit/audit.store';
import { type CampaignsService, campaignsService } from './campaigns/campaigns.service';
import { campaignsStore } from './campaigns/campaigns.store';
import { type Config, localesFolder, softwareVersion } from './config';
import { caseIdOf } from './consultations/case/case-id';
import { casesStore } from './consultations/case/stored/cases.store';
import { cliniciansOf } from './consultations/clinicians';
import { type ConsultationsService, consultationsService } from './consultations/consultations.service';
import { queueStore } from './consultations/desk/queue.store';
import { type UrgentMailService, urgentMailService } from './consultations/team/urgent-mail.service';
import { workStore } from './consultations/work/work.store';
import { type SnippetsService, snippetsService } from './consultations/writing/snippets/snippets.service';
import { snippetsStore } from './consultations/writing/snippets/snippets.store';
import { type DangerWords, dangerFinder } from './core/danger/danger-words';
import { drawLeafletInThread } from './documents/leaflet-files';
import { loadTexts } from './http/language/i18n';
import { findKeys, type Keys, KeysError, readKeys } from './keys';
import { type GuidesService, guidesService } from './library/guides/guides.service';
import { type LibraryService, libraryService } from './library/library.service';
import { libraryStore } from './library/library.store';
import { type CountersStore, countersStore } from './operations/counters.store';
import { isInstalled, keysBelongToStore } from './operations/installation.store';
import type { Catalogue } from './questionnaires/catalogue';
import { openErasureRecords } from './records/erasures';
import { type OverviewService, overviewService } from './reports/overview.service';
import { refuseMissingText, voicesFrom } from './reports/reference/voice';
import { type ReferencesService, referencesService } from './reports/references.service';
import { referencesStore } from './reports/references.store';
import { filesInThread, hideInThread } from './reports/threads';
import { attemptsStore } from './screening/attempts.store';
import { hashOfCode } from './screening/code-hash';
import { type ScreeningService, screeningService } from './screening/screening.service';
import { calendarWith } from './settings/holidays/working-days';
import { type Mailer, mailer } from './settings/mail/mailer';
import { type SafeguardingService, safeguardingService } from './settings/safeguarding.service';
import { safeguardingStore } from './settings/safeguarding.store';
import { type SettingsService, settingsService } from './settings/settings.service';
import { settingsStore } from './settings/settings.store';
import type { Clock } from './shared/clock';
import { migrateStores } from './store/migrations/migrate';
import { storedShapes } from './stored-shapes';

export interface Services {
  counters: CountersStore;
  campaigns: CampaignsService;
  library: LibraryService;
  guides: GuidesService;
  screening: ScreeningService;
  consultations: ConsultationsService;
  snippets: SnippetsService;
  dangerWords: DangerWords;
  overview: OverviewService;
  references: ReferencesService;
  safeguarding: SafeguardingService;
  audit: AuditService;
  accounts: Accounts;
  settings: SettingsService;
  mailer: Mailer;
  urgentMail: UrgentMailService;
}

export interface Ground {
  config: Config;
  keys: Keys;
  connection: Connection;
  /** As it was read at start. */
  catalogue: Catalogue;
  dangerWords: DangerWords;
  clock: Clock;
  /** Gets what is done to the stored documents before anything reads them: names and counts. */
  report(message: string): void;
}

/** What every store needs before it is opened: its own keys, and its documents in the shapes that this program knows. */
export async function prepareStores(
  { keys, connection, clock, report }: Omit<Ground, 'config' | 'catalogue' | 'dangerWords'>,
  isAgain = false,
): Promise<void> {
  if (!(await keysBelongToStore(connection, keys, clock())))
    throw new KeysError(
      'The keys in KEYS_DIR do not belong to this store. Restore keys.json from its backup: without it no consultation can be read and no code opens anything.',
    );
  await migrateStores({ connection, shapes: storedShapes, clock, report, isAgain });
}

/** The record of acts by itself, for a command that only reads it. */
export async function openAudit(connection: Connection, keys: Keys): Promise<AuditService> {
  return auditService({ store: await auditStore(connection), secret: keys.codes });
}

export async function createServices(ground: Ground): Promise<Services> {
  const { config, keys, connection, catalogue, dangerWords } = ground;
  // Before anything is written to the store: a start that is refused leaves it to the release before.
  const records = await openErasureRecords(config.recordsDir);
  await prepareStores(ground);
  const counters = await countersStore(connection);
  const audit = await openAudit(connection, keys);
  const settings = settingsService({ store: await settingsStore(connection), audit });
  const accounts = composeAccounts({
    stores: {
      accounts: await accountsStore(connection),
      invitations: await invitationsStore(connection),
      sessions: await sessionsStore(connection),
      security: await securityStore(connection),
      tries: await triesStore(connection),
    },
    audit,
    settings,
    keys,
  });
  const safeguarding = safeguardingService({ store: await safeguardingStore(connection), audit });
  const campaigns = campaignsService({
    store: await campaignsStore(connection),
    audit,
    catalogue,
    // Screening knows campaigns and not the other way round; the first call comes long after both are made.
    hasAttempts: (slug) => screening.hasAttempts(slug),
    isPrepared: () => safeguarding.isPrepared(),
  });
  const library = libraryService({ store: await libraryStore(connection), audit, catalogue });
  await library.importShipped();
  const texts = loadTexts(localesFolder, refuseMissingText);
  const guides = guidesService({ library, texts, publicUrl: config.publicUrl, draw: drawLeafletInThread });
  const screening: ScreeningService = screeningService({
    store: await attemptsStore(connection),
    campaigns,
    library,
    catalogue,
    codesKey: keys.codes,
    // Consultations know screening and not the other way round; the first call comes long after both are made.
    onSubmitted: (act) => consultations.noteSubmitted(act),
    wasErased: (code) => consultations.wasErased(code),
  });
  const calendar = async () => calendarWith((await settings.current()).holidays);
  const queue = await queueStore(connection);
  const consultations: ConsultationsService = consultationsService({
    cases: await casesStore(connection, keys.texts),
    caseIdOf: (code) => caseIdOf(keys.cases, hashOfCode(keys.codes, code)),
    queue,
    work: await workStore(connection),
    accounts,
    findClinicians: cliniciansOf(accounts),
    calendar,
    screening,
    records,
    audit,
    findDanger: dangerFinder(dangerWords),
  });
  for await (const erasures of records.read())
    await consultations.eraseAgain({ erasures, now: ground.clock() });
  const mail = mailer({ settings, keys: keys.texts });
  const urgentMail = urgentMailService({
    ...{ queue, accounts, settings, safeguarding, counters, calendar, mailer: mail },
    ...{ textsOf: texts.for, publicUrl: config.publicUrl },
  });
  const snippets = snippetsService(await snippetsStore(connection, keys.texts));
  const overview = overviewService({ screening, campaigns, consultations });
  const references = referencesService({
    store: await referencesStore(connection),
    screening,
    consultations,
    audit,
    guides,
    voices: voicesFrom(texts),
    membersKey: keys.codes,
    softwareVersion,
    hide: hideInThread,
    render: filesInThread,
  });
  return {
    counters,
    audit,
    safeguarding,
    accounts,
    settings,
    mailer: mail,
    urgentMail,
    campaigns,
    library,
    guides,
    screening,
    consultations,
    snippets,
    dangerWords,
    overview,
    references,
  };
}

/**
 * The installation's keys, made where neither they nor the store are there yet.
 * @throws KeysError where the store is there and they are not: new ones would only hide that the folder is missing
 */
export async function keysFor(
  connection: Connection,
  keysDir: string,
): Promise<{ keys: Keys; areNew: boolean }> {
  if (findKeys(keysDir) === null && (await isInstalled(connection)))
    throw new KeysError(
      `There are no keys in ${keysDir}, but the store was made with some. Restore keys.json from its backup, or mount its folder; nothing was written.`,
    );
  return readKeys(keysDir);
}
