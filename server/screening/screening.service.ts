/** A student's way through the questionnaire: begun, saved page by page, submitted, read again, erased. */
import type { Campaign } from '../campaigns/campaign.types';
import type { CampaignsService } from '../campaigns/campaigns.service';
import type { AttemptContent } from '../core/attempt/content';
import type { Profile } from '../core/attempt/profile-fields';
import { chosenAmong } from '../core/definition/offer';
import type { Language } from '../core/definition/types';
import { feedbackFor } from '../core/feedback/feedback';
import { textIdsOf } from '../core/feedback/shown-texts';
import { canHaveBeenShown } from '../library/library.rules';
import type { LibraryService } from '../library/library.service';
import type { TextVersion } from '../library/text.types';
import type { Questionnaire } from '../questionnaires';
import type { Catalogue } from '../questionnaires/catalogue';
import { sameDigest } from '../shared/ids';
import { Problem } from '../shared/problems';
import type {
  Attempt,
  AttemptFilter,
  Satisfaction,
  StartedCounts,
  StartedFilter,
  Upload,
} from './attempt.types';
import type { AttemptsStore } from './attempts.store';
import { hashOfCode } from './code-hash';
import { type CheckedUpload, hasSameContent } from './save.rules';
import {
  attemptSaver,
  ownedBy,
  refuseUnlessOpen,
  retryUntilWritten,
  type SaveAct,
  type Saved,
} from './save-attempt';

interface Held {
  id: string;
  /** As typed. */
  code: string;
}

/** What the forms, or another device's copy, change of an attempt under way. */
export type Change = Partial<AttemptContent & Pick<Upload, 'hasSwitchedLanguage' | 'submitted'>>;

export interface AttemptForCase extends Attempt {
  /** Its code had submitted the same questionnaire before. */
  isRepeated: boolean;
}

interface ChangeAct extends Held {
  now: Date;
  change: (attempt: Attempt) => Change;
}

export interface ScreeningService {
  /** Which questionnaires there are, and which of them can be begun. */
  catalogue: Catalogue;
  /** What somebody begins without a campaign; null where they have yet to choose, or chose what is not offered. */
  chosenByEverybody(name: string | undefined): string | null;
  /** @throws Problem unknownQuestionnaire */
  questionnaire(name: string): Questionnaire;
  /** What each attempt was asked, by its id; erased ones are left out. */
  questionnairesOf(ids: string[]): Promise<Record<string, Questionnaire>>;
  /** @throws Problem unknownCampaign, campaignNotStarted, campaignEnded */
  openCampaign(act: { slug: string; now: Date }): Promise<Campaign>;
  /** Begins an attempt without answers; idempotent. @throws Problem as openCampaign */
  begin(
    act: Held & {
      questionnaire: string;
      profile: Profile;
      language: Language;
      campaign: string | null;
    } & SaveAct,
  ): Promise<Attempt>;
  /** The one writer of answers. @throws Problem answersConflict with the stored copy, wrongCode, erased, invalidRequest … */
  saveAttempt(upload: Upload & SaveAct): Promise<Saved>;
  /** Applies a change to the newest copy, also when another tab saves at the same moment; submitted attempts stay. */
  change(act: ChangeAct): Promise<Attempt>;
  /** Submits what is answered so far. */
  submit(act: Held & { language: Language; now: Date }): Promise<Attempt>;
  /** The texts of a submitted attempt by id, in reading order, each in the version that was shown with its result. */
  textsOf(attempt: Attempt): Promise<Record<string, TextVersion>>;
  /** null when it has not begun, was erased, or belongs to another code. */
  findAttempt(held: Held): Promise<Attempt | null>;
  /** @throws Problem wrongCode for an unknown id as for a wrong code; erased */
  getAttempt(held: Held): Promise<Attempt>;
  /** Newest first; none for an unknown code. */
  attemptsOf(code: string): Promise<Attempt[]>;
  /** For a psychologist's case: without the campaign. @throws Problem notFound, erased */
  attemptForCase(id: string): Promise<AttemptForCase>;
  /** Other attempts of the same person that were submitted, without the campaign. */
  attemptsBeside(id: string): Promise<Attempt[]>;
  /** @throws Problem notAllowedNow before submission */
  giveFeedback(act: Held & { satisfaction: Satisfaction; now: Date }): Promise<void>;
  /** Of several at once exactly one succeeds. @throws Problem wrongCode, erased */
  eraseAttempt(act: Held & { now: Date }): Promise<void>;
  /** Those of the ids that are not erased here, also where there never was an attempt. */
  notErased(ids: string[]): Promise<string[]>;
  /** As eraseAttempt, for an erasure that was acknowledged before: nobody holds the code now. */
  eraseAgain(act: { id: string; erasedAt: Date }): Promise<void>;
  /** Of each code the attempt that counts, without try-outs; one by one in no promised order. */
  firstSubmitted(filter: AttemptFilter): AsyncIterable<Attempt>;
  /** Whether anything was begun in a campaign. */
  hasAttempts(campaign: string): Promise<boolean>;
  /** Without try-outs, unless they are asked for. */
  startedCounts(filter: StartedFilter): Promise<StartedCounts>;
}

interface Parts {
  store: AttemptsStore;
  campaigns: Pick<CampaignsService, 'find' | 'looksAtHigh'>;
  library: Pick<LibraryService, 'shownVersions' | 'versions'>;
  catalogue: Catalogue;
  /** HMAC key of codes. */
  codesKey: Buffer;
  /**
   * Told of what was submitted, perhaps twice; `isLookedAt`: high or flagged, in a campaign whose students know that each
   * such result is looked at.
   */
  onSubmitted: (act: { attempt: Attempt; code: string; isLookedAt: boolean; now: Date }) => Promise<void>;
  /** Whether somebody erased all that belonged to a code. */
  wasErased: (code: string) => Promise<boolean>;
}

export function screeningService(parts: Parts): ScreeningService {
  const { store, campaigns, library, catalogue, codesKey, onSubmitted, wasErased } = parts;
  const hashOf = (code: string) => hashOfCode(codesKey, code);

  const questionnaire = (name: string): Questionnaire => {
    const found = catalogue.versions.get(name);
    if (!found) throw new Problem('unknownQuestionnaire');
    return found;
  };

  const saveOnce = attemptSaver({ store, campaigns, library, questionnaire, hashOf, wasErased });

  /** Also when a submitted attempt is sent once more, so that a crash in between mends itself. */
  const notifyOfResult = async (
    attempt: Attempt,
    { code, now }: { code: string; now: Date },
  ): Promise<void> => {
    const { campaign, isTryOut, result } = attempt;
    if (isTryOut || !result) return;
    const isPressing = result.overall.high > 0 || result.flags.length > 0;
    const found = campaign !== null && isPressing ? await campaigns.find(campaign) : null;
    const isLookedAt = found !== null && (await campaigns.looksAtHigh(found));
    await onSubmitted({ attempt, code, isLookedAt, now });
  };

  const saveAttempt: ScreeningService['saveAttempt'] = async (upload) => {
    const saved = await retryUntilWritten(() => saveOnce(upload));
    await notifyOfResult(saved.attempt, upload);
    return saved;
  };

  const getAttempt = async ({ id, code }: Held): Promise<Attempt> =>
    ownedBy(await store.find(id), hashOf(code));

  const changeOnce = async ({ id, code, now, change: changeOf }: ChangeAct): Promise<Attempt | null> => {
    const found = await store.find(id);
    const stored = ownedBy(found, hashOf(code));
    if (stored.submittedAt) return stored;
    const { sequence } = stored;
    const upload = { ...stored, submitted: false, ...changeOf(stored), code, sequence: sequence + 1 };
    if (hasSameContent(stored, upload as CheckedUpload)) return stored;
    try {
      const saved = await saveOnce({ ...upload, now, found });
      return saved && (saved.isCurrent || saved.attempt.submittedAt) ? saved.attempt : null;
    } catch (error) {
      if (error instanceof Problem && error.code === 'answersConflict') return null;
      throw error;
    }
  };

  const change: ScreeningService['change'] = async (act) => {
    const attempt = await retryUntilWritten(() => changeOnce(act));
    await notifyOfResult(attempt, act);
    return attempt;
  };

  return {
    catalogue,
    questionnaire,
    chosenByEverybody: (name) => chosenAmong(catalogue.forEverybody, name),
    saveAttempt,
    getAttempt,

    async questionnairesOf(ids) {
      const names = await store.questionnairesOf(ids);
      return Object.fromEntries(names.map(({ id, questionnaire: name }) => [id, questionnaire(name)]));
    },

    async openCampaign({ slug, now }) {
      const campaign = await campaigns.find(slug);
      if (!campaign) throw new Problem('unknownCampaign');
      refuseUnlessOpen(campaign, now);
      return campaign;
    },

    async begin({ id, code, questionnaire, profile, language, campaign, ...act }) {
      const content = { profile, language, answers: {}, timings: {}, unclear: [], shown: [] };
      const place = { id, code, questionnaire, campaign };
      const saved = await saveAttempt({ ...place, ...content, sequence: 1, submitted: false, ...act });
      return saved.attempt;
    },

    change,

    submit: ({ id, code, language, now }) =>
      change({
        id,
        code,
        now,
        change: () => ({ language, submitted: true }),
      }),

    async textsOf({ questionnaire: name, shown, submittedAnswers, result, profile }) {
      if (!submittedAnswers || !result) return {};
      const { definition } = questionnaire(name);
      const ids = textIdsOf(feedbackFor(definition, { answers: submittedAnswers, result, age: profile.age }));
      const named = await library.versions(
        name,
        shown.filter(({ id }) => ids.includes(id)),
      );
      // A phone that named no version of a text, or one that never was shown, gets the one shown now.
      const unnamed = ids.filter((id) => !named[id] || !canHaveBeenShown(named[id]));
      const now =
        unnamed.length === 0
          ? []
          : (await library.shownVersions(name)).filter(({ id }) => unnamed.includes(id));
      const texts = { ...named, ...(now.length > 0 && (await library.versions(name, now))) };
      return Object.fromEntries(ids.flatMap((id) => (texts[id] ? [[id, texts[id]]] : [])));
    },

    async findAttempt({ id, code }) {
      const found = await store.find(id);
      const isOwned = found !== null && !found.isErased && sameDigest(found.codeHash, hashOf(code));
      return isOwned ? found.attempt : null;
    },

    attemptsOf: (code) => store.ofCode(hashOf(code)),

    async attemptForCase(id) {
      const found = await store.find(id);
      if (found === null) throw new Problem('notFound');
      if (found.isErased) throw new Problem('erased');
      const { attempt, codeHash } = found;
      const firstId = await store.firstIdOf(codeHash, attempt.questionnaire);
      return { ...attempt, campaign: null, isRepeated: firstId !== null && firstId !== id };
    },

    async attemptsBeside(id) {
      const found = await store.find(id);
      if (found === null || found.isErased) return [];
      const all = await store.ofCode(found.codeHash);
      return all
        .filter((one) => one.id !== id && one.submittedAt !== null && !one.isTryOut)
        .map((one) => ({ ...one, campaign: null }));
    },

    async giveFeedback({ id, code, satisfaction, now }) {
      await getAttempt({ id, code });
      const isSet = await store.setFeedback(id, hashOf(code), { satisfaction, givenAt: now });
      if (!isSet) throw new Problem('notAllowedNow');
    },

    async eraseAttempt({ id, code, now }) {
      await getAttempt({ id, code });
      // Of two at once the store lets one through.
      if (!(await store.erase(id, hashOf(code), now))) throw new Problem('erased');
    },

    notErased: (ids) => store.notErased(ids),
    eraseAgain: ({ id, erasedAt }) => store.bury(id, erasedAt),
    firstSubmitted: (filter) => store.firstSubmitted(filter),
    hasAttempts: (campaign) => store.hasAttempts(campaign),
    startedCounts: (filter) => store.startedCounts(filter),
  };
}
