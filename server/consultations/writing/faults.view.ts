/** What is wrong with a letter, in the words of the page's language. */
import { inEachLanguage, type Language, languageTable } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { needsSecondPair } from '../case/standing.rules';
import { type LetterFacts, type LetterFault, letterFaults, mostSentenceWords } from './checks.rules';
import type { LanguageSigns } from './language-signs.rules';
import { isInDanger, letterMaterial, type MaterialGiven } from './personal-letter.view';

const signsOf = (t: Translate, language: Language): LanguageSigns => ({
  words: t('writing:signs.words', { lng: language }).split(/\s+/),
  letters: languageTable[language].ownLetters,
});

function dangerOf({ case: one }: MaterialGiven): LetterFacts['danger'] {
  if (needsSecondPair(one)) return 'first';
  return isInDanger(one) ? 'answered' : 'none';
}

/** Of a letter as it was saved, before it is published. */
export function faultsOfLetter(
  { text, language }: { text: string; language: Language },
  given: MaterialGiven,
  t: Translate,
): LetterFault[] {
  const { offered, alreadyRead } = letterMaterial(given, t, language);
  return letterFaults(text, {
    ...{ language, offered, alreadyRead },
    signs: inEachLanguage((one) => signsOf(t, one)),
    forbidden: given.questionnaire.forbidden[language],
    danger: dangerOf(given),
  });
}

export function faultText(fault: LetterFault, t: Translate): string {
  const spoken = 'spoken' in fault ? languageTable[fault.spoken].name : '';
  return t(`writing:faults.${fault.code}`, { ...fault, spoken, most: mostSentenceWords });
}
