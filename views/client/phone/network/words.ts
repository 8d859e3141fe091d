/** What a page is written with: the interface's texts and the questionnaire, in one language. */
import { type Questions, type Results, wholeOf } from '../../../../server/core/definition/parts';
import type { Language } from '../../../../server/core/definition/types';
import { type Reader, translator } from '../model/translate';
import { loadQuestions, loadResults, type PhoneQuestionnaire } from './questionnaire';
import { loadTexts, type Part } from './texts';

export interface Words {
  reader: Reader;
  questionnaire: PhoneQuestionnaire;
}

/** @param name of the questionnaire; empty where it has yet to be chosen. @throws TypeError where something is neither kept nor to be had */
export async function loadWords(name: string, language: Language, parts: Part[]): Promise<Words> {
  const isWhole = parts.includes('rest');
  const [texts, questions, results] = await Promise.all([
    loadTexts(language, parts),
    name ? loadQuestions(name, language) : ({} as Questions),
    name && isWhole ? loadResults(name, language) : ({} as Results),
  ]);
  return { reader: { language, t: translator(texts, language) }, questionnaire: wholeOf(questions, results) };
}
