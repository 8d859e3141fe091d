/** How a text of the library is called, and how its state looks, on every page of staff. */

import type { Definition } from '../core/definition/definition';
import type { Language } from '../core/definition/types';
import { bandWordInLine, scaleTexts } from '../core/feedback/scale-texts';
import { bandOfText } from '../core/feedback/text-content';
import type { Translate } from '../core/text/translate';

import type { Questionnaire } from '../questionnaires';
import type { Actor } from '../shared/roles';
import type { Standing } from './library.rules';
import type { TextHead } from './text.types';

export interface Reader {
  t: Translate;
  language: Language;
  actor: Actor;
}

const tones: Record<Standing, string> = {
  agreed: 'good',
  proposed: 'attention',
  waiting: 'info',
  replaced: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
};

export const badgeOf = (standing: Standing, t: Translate) => ({
  text: t(`library:standing.${standing}`),
  tone: tones[standing],
});

export const hrefOf = (address: string) => `/staff/library/${address}`;

/** A text's name within its group: the band, or what the text is for. */
export function nameOf(
  id: string,
  { definition, texts, staffTexts }: Questionnaire,
  { t, language }: Reader,
): string {
  const ofBand = bandOfText(definition, id);
  if (ofBand) return t('library:ofBand', { band: bandWordInLine(texts[language], ofBand.band, language) });
  return staffTexts[language].texts[id] ?? id;
}

/** The scale of a band's text, else the further subjects, else the guides. */
export const groupOf = ({ id, kind }: TextHead, definition: Definition): string =>
  kind === 'guide' ? 'guides' : (bandOfText(definition, id)?.scale ?? 'subjects');

export function groupTitle(group: string, { texts }: Questionnaire, { t, language }: Reader): string {
  if (group === 'guides' || group === 'subjects') return t(`library:groups.${group}`);
  return scaleTexts(texts[language], group).name;
}

/** With its group, as a page's title. */
export const fullName = (head: TextHead, questionnaire: Questionnaire, reader: Reader): string =>
  `${groupTitle(groupOf(head, questionnaire.definition), questionnaire, reader)} · ${nameOf(head.id, questionnaire, reader)}`;
