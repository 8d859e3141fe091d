/** A letter before it goes out: as the student will see it, with what is still to be decided about it. */
import { letterView } from '../../core/pages/conversation.view';
import type { Language } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import type { Case, Draft } from '../case/case.types';
import { type Letter, lettersOf } from '../case/messages.rules';
import { needsSecondPair } from '../case/standing.rules';
import { versionOf, versionText } from '../case/version.rules';
import { lateView } from '../desk/letter-panel.view';
import { caseNumber } from '../desk/queue.view';
import { isRefused, type LetterFault } from './checks.rules';
import { faultText } from './faults.view';

interface Given {
  case: Case;
  draft: Draft;
  faults: LetterFault[];
  /** The letter was to be sent, and was not. */
  isAsked: boolean;
  hasArrived: boolean;
  now: Date;
}

/** On the student's page nothing is in the language of whoever writes. */
const speaking = (t: Translate, language: Language): Translate =>
  ((key: string, values?: object) => t(key, { ...values, lng: language })) as Translate;

/** As the student has it. */
const publishedOf = ({ id, text, language, publishedAt, author }: Letter, { messages }: Case) => ({
  ...{ text, language, receivedAt: publishedAt, by: author.signsAs },
  isCorrection: messages.some((one) => one.id === id && one.corrects !== null),
});

export function previewView({ case: one, draft, faults, isAsked, hasArrived, now }: Given, t: Translate) {
  const { text, language, corrects } = draft;
  const by = one.author?.signsAs ?? null;
  const inLetter = { t: speaking(t, language), language };
  const letters = lettersOf(one.messages);
  const corrected = letters.find(({ id }) => id === corrects);
  const isSentToLead = one.state === 'claimed' && needsSecondPair(one);
  const refused = isRefused(faults);
  const told = faults.map((fault) => ({ href: '#letter', text: faultText(fault, t) }));
  const unticked = { href: '#despite', text: t('writing:hints.needed') };
  return {
    title: t('consultations:write.previewTitle'),
    number: caseNumber(one.id),
    lead: t(`consultations:write.${corrected ? 'previewCorrection' : 'previewLead'}`),
    heading: t('consultations:letter.title', { lng: language }),
    letter: letterView({ text, language, receivedAt: now, by, isCorrection: corrects !== null }, inLetter),
    published: corrected ? letterView(publishedOf(corrected, one), inLetter) : null,
    action: `/staff/cases/${one.id}`,
    version: versionText(versionOf(one)),
    errors: refused ? told : isAsked ? [unticked] : [],
    isRefused: refused,
    hints: refused ? [] : told.map((hint) => hint.text),
    despite: {
      id: 'despite',
      name: 'despite',
      kind: 'checkbox',
      legend: t('writing:hints.despite'),
      isLegendHidden: true,
      choices: [{ value: 'yes', label: t('writing:hints.despite') }],
    },
    hasArrived,
    late: lateView(one, t),
    publishLabel: t(`consultations:write.${isSentToLead ? 'sendToLead' : 'publish'}`),
  };
}
