/**
 * What a tab knows of the test: the session and the attempt, from which the core says the step, where around the test the
 * reader is, and what is known of storage and network.
 */
import { type Step, stepOf } from '../../../../server/core/attempt/steps';
import type { Definition } from '../../../../server/core/definition/definition';
import { isSafelySent, type LocalAttempt } from '../model/attempt';
import type { CampaignFacts } from '../model/campaign';
import type { HandedOver } from '../model/kept';
import type { PhoneSession } from '../model/session';

export type Place =
  | { name: 'start'; notice?: 'erased' | 'needed' | 'needsCode' | 'nothingKept' | 'otherTab' }
  /** In the test, at the step that session and attempt say; after it, at its result or at the question about it. */
  | { name: 'test' | 'feedback' }
  | { name: 'later' | 'young' | 'my' }
  /** All that is still known of whose time ended. */
  | { name: 'finish'; how: HandedOver; link: Pick<PhoneSession, 'isSharedPhone' | 'campaign'> };

export interface PhoneState {
  place: Place;
  session: PhoneSession;
  attempt: LocalAttempt | null;
  campaign: CampaignFacts | null;
  /** What is begun from here, `<id>/<version>`; empty where it is chosen on the start page. */
  questionnaire: string;
  /** This tab goes on with what the phone holds; on a shared phone only after the code. */
  isMine: boolean;
  /** The storage took the last write. */
  isKept: boolean;
  isSlow: boolean;
  hasNetwork: boolean;
  isSending: boolean;
  waitingActs: number;
}

type Given = Pick<PhoneState, 'place' | 'session' | 'attempt' | 'campaign' | 'questionnaire' | 'isMine'>;

/** As a visit begins. */
export const stateFrom = (given: Given): PhoneState => ({
  ...given,
  ...{ isKept: true, isSlow: false, hasNetwork: true, isSending: false, waitingActs: 0 },
});

export const canContinue = ({ isMine, attempt }: PhoneState): boolean =>
  isMine && attempt !== null && attempt.submittedAt === null;

export type ShownPage = Exclude<Place['name'], 'test'> | Step['name'];

/** The page that stands before the reader, or is to. */
export function shownPage(
  { place, session, attempt }: PhoneState,
  asked: { definition: Definition },
): ShownPage {
  if (place.name !== 'test' && place.name !== 'feedback') return place.name;
  const { name } = stepOf(session, attempt, asked);
  return name === 'result' && place.name === 'feedback' ? 'feedback' : name;
}

export type Safety =
  | 'saving'
  /** Here, and with the server. */
  | 'sent'
  /** Here; sent with the next page. */
  | 'kept'
  /** Here; being sent. */
  | 'going'
  /** Here; sent by itself when there is network. */
  | 'here'
  /** Not here; with the server. */
  | 'onlineOnly'
  /** Neither here nor with the server. */
  | 'nowhere'
  /** Here; the server did not take it. */
  | 'refused';

/** @param isOnline the browser does not say that there is no network */
export function safetyOf(state: PhoneState, isOnline: boolean): Safety {
  const { attempt, isKept, isSlow, hasNetwork, isSending, waitingActs } = state;
  const isSent = attempt !== null && isSafelySent(attempt) && waitingActs === 0;
  if (isSlow) return 'saving';
  if (!isKept) return isSent ? 'onlineOnly' : 'nowhere';
  if (attempt !== null && attempt.refusal !== null) return 'refused';
  if (isSent) return 'sent';
  if (!hasNetwork || !isOnline) return 'here';
  if (isSending) return 'going';
  // After the last page none comes with which it would go.
  return attempt?.submittedAt ? 'here' : 'kept';
}
