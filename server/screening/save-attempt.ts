/**
 * How an upload is written: the stored copy is read, the rules decide, and the store writes only if that copy is still
 * the newest; a save that lost a race reads again and decides anew. The server scores at submission.
 */
import type { Campaign } from '../campaigns/campaign.types';
import { campaignState } from '../campaigns/campaigns.rules';
import type { CampaignsService } from '../campaigns/campaigns.service';
import { contentOf } from '../core/attempt/content';
import { feedbackFor } from '../core/feedback/feedback';
import { textsShownFor } from '../core/feedback/shown-texts';
import { score, scoringVersion } from '../core/scoring/score';
import type { LibraryService } from '../library/library.service';
import type { Questionnaire } from '../questionnaires';
import { sameDigest } from '../shared/ids';
import { Problem } from '../shared/problems';
import type { Attempt, Upload } from './attempt.types';
import type { AttemptsStore, FoundAttempt } from './attempts.store';
import { checkUpload } from './check-upload';
import { type CheckedUpload, decideSave, isNewStart } from './save.rules';

export interface Saved {
  attempt: Attempt;
  /** false when the upload was older than what is stored, or the attempt had been submitted before. */
  isCurrent: boolean;
}

export interface SaveAct {
  now: Date;
  /** Asked before an id that is not known yet is written, and only then; it may refuse by a problem. */
  onStart?: () => Promise<void>;
  /** What was read just now, so that it need not be read again; a save in between is noticed all the same. */
  found?: FoundAttempt | null;
}

interface Parts {
  store: AttemptsStore;
  campaigns: Pick<CampaignsService, 'find'>;
  library: Pick<LibraryService, 'shownVersions'>;
  questionnaire: (name: string) => Questionnaire;
  hashOf: (code: string) => string;
  wasErased: (code: string) => Promise<boolean>;
}

/** Each round loses only to another save of the same attempt. */
const mostRounds = 8;

/** Compared for an unknown id, so that it takes as long as a wrong code: the length of a base64url SHA-256. */
const nobodysHash = '-'.repeat(43);

/** @throws Problem erased; wrongCode for an unknown id as for a wrong code */
export function ownedBy(found: FoundAttempt | null, codeHash: string): Attempt {
  const isOwner = sameDigest(found?.codeHash ?? nobodysHash, codeHash);
  if (found?.isErased) throw new Problem('erased');
  if (found === null || !isOwner) throw new Problem('wrongCode');
  return found.attempt;
}

export function attemptSaver({ store, campaigns, library, questionnaire, hashOf, wasErased }: Parts) {
  /** Answers are read with what their person had before them, or not at all. */
  const versionOf = ({ questionnaire: name, questionnaireHash: hadHash }: Upload): Questionnaire => {
    const found = questionnaire(name);
    if (hadHash !== undefined && hadHash !== found.hash) throw new Problem('unknownVersion');
    return found;
  };

  const campaignFor = async (upload: CheckedUpload, now: Date): Promise<Campaign | null> => {
    if (upload.campaign === null) return null;
    const campaign = await campaigns.find(upload.campaign);
    if (!campaign) throw new Problem('unknownCampaign');
    if (isNewStart(upload)) refuseUnlessOpen(campaign, now);
    return campaign;
  };

  const begun = (upload: CheckedUpload, campaign: Campaign | null, now: Date): Attempt => ({
    id: upload.id,
    questionnaire: upload.questionnaire,
    questionnaireHash: questionnaire(upload.questionnaire).hash,
    campaign: campaign?.slug ?? null,
    isTryOut: campaign?.isTryOut ?? false,
    startedAt: now,
    ...savedContent(upload, now),
    hasSwitchedLanguage: upload.hasSwitchedLanguage ?? false,
    submittedAnswers: null,
    submittedAt: null,
    result: null,
    scoringVersion: null,
    feedback: null,
  });

  const continued = (stored: Attempt, upload: CheckedUpload, now: Date): Attempt => ({
    ...stored,
    ...savedContent(upload, now),
    hasSwitchedLanguage:
      stored.hasSwitchedLanguage ||
      (upload.hasSwitchedLanguage ?? false) ||
      stored.language !== upload.language,
  });

  /** With the texts that the result shows, unless the phone said which ones it showed. */
  const scored = async (attempt: Attempt, now: Date): Promise<Attempt> => {
    const { definition } = questionnaire(attempt.questionnaire);
    const { age } = attempt.profile;
    const { answers, result } = score(definition, attempt.answers, { age, timings: attempt.timings });
    const shown =
      attempt.shown.length > 0
        ? attempt.shown
        : textsShownFor(
            feedbackFor(definition, { answers, result, age }),
            await library.shownVersions(attempt.questionnaire),
          );
    const open = Object.entries(attempt.answers).filter(([item]) => answers[item] !== 'S');
    return {
      ...attempt,
      answers: Object.fromEntries(open),
      shown,
      submittedAnswers: answers,
      result,
      scoringVersion,
      submittedAt: now,
    };
  };

  /** null when another save came first. */
  return async ({ now, onStart, found: known, ...sent }: Upload & SaveAct): Promise<Saved | null> => {
    const upload = checkUpload(versionOf(sent), sent);
    const codeHash = hashOf(sent.code);
    const finished = async (attempt: Attempt) => (upload.submitted ? scored(attempt, now) : attempt);
    const found = known === undefined ? await store.find(upload.id) : known;
    if (found === null) {
      if (await wasErased(sent.code)) throw new Problem('erased');
      const fresh = begun(upload, await campaignFor(upload, now), now);
      await onStart?.();
      const attempt = await finished(fresh);
      return (await store.insert(attempt, codeHash)) ? { attempt, isCurrent: true } : null;
    }
    const stored = ownedBy(found, codeHash);
    const decision = decideSave(stored, upload);
    if (decision === 'keep')
      return {
        attempt: stored,
        isCurrent: stored.submittedAt === null && stored.sequence === upload.sequence,
      };
    if (stored.questionnaire !== upload.questionnaire)
      throw new Problem('invalidRequest', { fields: ['questionnaire'] });
    if (decision === 'conflict') throw new Problem('answersConflict', { stored: storedCopy(stored) });
    const attempt = await finished(continued(stored, upload, now));
    const isWritten = await store.replace(attempt, codeHash, stored.sequence);
    return isWritten ? { attempt, isCurrent: true } : null;
  };
}

/** Acts anew as long as another save came first. @throws Problem changedMeanwhile */
export async function retryUntilWritten<T>(act: () => Promise<T | null>): Promise<T> {
  for (let round = 0; round < mostRounds; round += 1) {
    const written = await act();
    if (written !== null) return written;
  }
  throw new Problem('changedMeanwhile');
}

/** @throws Problem campaignNotStarted, campaignEnded */
export function refuseUnlessOpen(campaign: Campaign, now: Date): void {
  const state = campaignState(campaign, now);
  if (state === 'planned') throw new Problem('campaignNotStarted');
  if (state === 'ended') throw new Problem('campaignEnded');
}

const savedContent = (upload: CheckedUpload, now: Date) => ({
  ...contentOf(upload),
  sequence: upload.sequence,
  savedAt: now,
});

/** What another device of the same person needs to merge its answers. */
function storedCopy(attempt: Attempt) {
  const { sequence, submittedAt, result } = attempt;
  const submitted = submittedAt !== null;
  return { ...contentOf(attempt), sequence, submitted, ...(result ? { result } : {}) };
}
