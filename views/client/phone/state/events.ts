/** All that can happen to the test on a phone: what the student does, and what storage and network answer. */
import type { Profile } from '../../../../server/core/attempt/profile-fields';
import type { Language, Result } from '../../../../server/core/definition/types';
import type { Plan } from '../../../../server/core/feedback/plan';
import type { TextReference } from '../../../../server/core/feedback/text-content';
import type { Act, Earlier, LocalAttempt } from '../model/attempt';
import type { HandedOver, Written } from '../model/kept';
import type { PhoneSession } from '../model/session';

/** What changes an attempt. It is applied twice: to what the page holds, and to what is stored. */
export type AttemptChange =
  /** @param answer undefined where only the mark was tapped */
  | { kind: 'tap'; item: string; answer: number | null | undefined; isUnclear: boolean }
  | { kind: 'spendTime'; page: string; spentMs: number }
  | { kind: 'describe'; profile: Profile }
  | { kind: 'switchLanguage'; language: Language }
  | { kind: 'sayWhosePhone'; isSharedPhone: boolean }
  | { kind: 'submit'; result: Result; shown: TextReference[]; now: string };

/** What the student does. */
type StudentEvent =
  /** @param questionnaire `<id>/<version>`, which is here already */
  | { kind: 'begin'; campaign: string | undefined; questionnaire: string }
  | { kind: 'agree' }
  | { kind: 'decline' }
  /** With an id and a code for the attempt, should there be none yet. */
  | { kind: 'choosePhone'; isSharedPhone: boolean; id: string; code: string }
  | { kind: 'giveProfile'; profile: Profile; language: Language }
  | { kind: 'tellTooYoung' }
  | { kind: 'reopenProfile' }
  | { kind: 'saveCode' }
  | Extract<AttemptChange, { kind: 'tap' | 'switchLanguage' | 'submit' }>
  | { kind: 'turnPage'; page: string; to: 'next' | 'back'; spentMs: number }
  | { kind: 'openPage'; page: string }
  /** By the phone's own "back", on a page without a control for it. */
  | { kind: 'goBack' }
  | { kind: 'askPsychologist' }
  /** @param plan null where another one is to be chosen */
  | { kind: 'keepPlan'; plan: Plan | null }
  | { kind: 'rate'; satisfaction: number }
  | { kind: 'finish' }
  | { kind: 'visit'; place: 'test' | 'feedback' }
  /** What belongs to a code has been drawn. */
  | { kind: 'openMy' }
  /** From /my, in the reader's language. @param hasAsked a psychologist, on whatever device */
  | {
      kind: 'continueAttempt';
      attempt: LocalAttempt;
      code: string;
      language: Language;
      hasAsked: boolean;
    }
  | {
      kind: 'startAgain';
      code: string;
      questionnaire: string;
      earlier: Earlier[];
      saidBefore: Profile | undefined;
    }
  | { kind: 'eraseAll'; code: string };

/** What lies in the storage that tabs and the service worker share. */
export interface Kept {
  session: PhoneSession | undefined;
  /** null where nothing is kept of the attempt any longer. */
  attempt: LocalAttempt | null;
  /** Acts that wait to be sent for it. */
  waitingActs: number;
}

/** What storage and network say. */
type News =
  /** Read while the page stands. */
  | { kind: 'read'; kept: Kept }
  /** Read when the reader came back to the page. @param isMine see state.ts */
  | { kind: 'return'; kept: Kept; isMine: boolean }
  /** Begun in another tab since this one, in which nobody had begun, was opened. @param isMine see state.ts */
  | { kind: 'find'; session: PhoneSession; attempt: LocalAttempt | null; isMine: boolean }
  /** Read because another window wrote. */
  | { kind: 'hear'; kept: Kept }
  /** What this browser has lost waits for its code. */
  | { kind: 'needCode' }
  /** The attempt is no longer kept: another tab has finished with it. */
  | { kind: 'lose' }
  /** Sent from memory; null where it was erased. */
  | { kind: 'answered'; attempt: LocalAttempt | null }
  | { kind: 'slowWrite' }
  /** @param isLast no other write is under way */
  | { kind: 'written'; what: Written; isLast: boolean }
  | { kind: 'refusedWrite'; what: Written; isLast: boolean }
  | { kind: 'beginSending' }
  /** What sends could not even be loaded. */
  | { kind: 'failSending' }
  /** @param kept null where nothing was read; isAskWaiting: the page says that the question to a psychologist waits */
  | { kind: 'endSending'; isDone: boolean; kept: Kept | null; isAskWaiting: boolean }
  | { kind: 'tried'; act: Act; isTaken: boolean }
  | { kind: 'handedOver'; how: HandedOver }
  /** Of these attempts nothing can be read here any longer: who answered them left a shared phone as it was. */
  | { kind: 'endLeft'; ids: string[] };

export type PhoneEvent = StudentEvent | News;
