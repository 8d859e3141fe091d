/** What a page is on a phone: drawn from what is known, and what its forms mean. */
import type { Asked } from '../../../../server/core/pages/page.view';
import type { Reader } from '../model/translate';
import type { PhoneQuestionnaire } from '../network/questionnaire';
import type { PhoneEvent } from '../state/events';
import type { PhoneState, Safety } from '../state/state';
import type { Locals, View } from './view';

export interface Drawing {
  view: View;
  locals: Locals;
  /** The page itself shows the full help card. */
  hideFooterHelp?: boolean;
  /** Of who reads, whose help lines are shown too; null where it is not known. */
  region?: string | null;
}

/** All that a page is drawn from. */
export interface Scene {
  state: PhoneState;
  reader: Reader;
  questionnaire: PhoneQuestionnaire;
  safety: Safety;
}

export const askedIn = ({ definition, texts }: PhoneQuestionnaire): Asked => ({ definition, words: texts });

/** What a form holds, as the server would be sent it. */
export type Body = Record<string, unknown>;

/** An event, or the same page once more with what is wrong. */
type Meaning = PhoneEvent | Drawing;

/** By the form's address, or at /test by the step that it names. */
export type Forms = Record<string, (body: Body, scene: Scene) => Meaning | Promise<Meaning>>;

export interface Page {
  /** Where it stands; /test where nothing is said. */
  path?(state: PhoneState): string;
  /** @param typed what stood in its form, when it is drawn in another language */
  draw(scene: Scene, typed?: Body): Drawing | Promise<Drawing>;
  /** Once it stands there. */
  drawn?(scene: Scene, isSamePlace: boolean): void;
  forms?: Forms;
}
