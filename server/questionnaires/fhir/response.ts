/**
 * An attempt as an HL7 FHIR R4 QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html), grouped as the
 * Questionnaire is. It says nothing of the person but the answers: no subject, no author, no profile, no result.
 */
import { defined } from '../../core/defined';
import type { Page } from '../../core/definition/definition';
import { submittedAnswers } from '../../core/definition/routing';
import type { Answers, Language, SubmittedAnswers } from '../../core/definition/types';
import {
  type Coding,
  canonicalUrl,
  codingOf,
  type Exported,
  type Extension,
  groupsAround,
  optionText,
  pageLinkId,
  weightOf,
  wordsOf,
} from './terms';

export interface Attempted {
  /** A random UUID. */
  id: string;
  language: Language;
  answers: Answers;
  savedAt: Date;
  /** null while it is under way. */
  submittedAt: Date | null;
}

interface ResponseAnswer {
  extension?: Extension[];
  valueCoding?: Coding;
}

export interface ResponseItem {
  linkId: string;
  text?: string;
  answer?: ResponseAnswer[];
  item?: ResponseItem[];
}

/**
 * FHIR has unanswered questions removed from a completed response ("Validating QuestionnaireResponses"), and a skip would
 * be lost with them. An answer need not have a value in R4, and the reason stands where the value would
 * (http://hl7.org/fhir/R4/extension-data-absent-reason.html).
 */
const skipped: ResponseAnswer = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'asked-declined' },
  ],
};

const answerOf = (
  exported: Exported,
  language: Language,
  item: string,
  option: number | null,
): ResponseAnswer => {
  if (option === null) return skipped;
  const display = optionText(exported, language, item, option);
  const weight = weightOf(exported.definition, item, option);
  return { valueCoding: { ...weight, ...codingOf(exported, item, option), display } };
};

/** Nothing for what was not reached, nor for a structural zero, which its enableWhen has disabled. */
const groupOf = (
  exported: Exported,
  language: Language,
  answers: SubmittedAnswers,
  page: Page,
): ResponseItem[] => {
  const { definition, texts } = exported;
  const items = page.items.flatMap((item): ResponseItem[] => {
    const option = answers[item];
    if (option === undefined || option === 'S') return [];
    const text = wordsOf(defined(texts[language].items[item], `item ${item}`));
    const question: ResponseItem = {
      linkId: item,
      text,
      answer: [answerOf(exported, language, item, option)],
    };
    const around = groupsAround(definition, item);
    return [around.reduce((inner, { linkId }): ResponseItem => ({ linkId, item: [inner] }), question)];
  });
  if (items.length === 0) return [];
  const { title } = defined(texts[language].pages[page.id], `page ${page.id}`);
  return [{ linkId: pageLinkId(page.id), text: wordsOf(title), item: items }];
};

/** `authored` is when the answers were last changed: at submission, or at the last save before it. */
export const fhirQuestionnaireResponse = (exported: Exported, attempted: Attempted) => {
  const { definition } = exported;
  const { id, language, savedAt, submittedAt } = attempted;
  const answers = submittedAnswers(definition, attempted.answers);
  const item = definition.pages.flatMap((page) => groupOf(exported, language, answers, page));
  return {
    resourceType: 'QuestionnaireResponse' as const,
    language,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    questionnaire: `${canonicalUrl(exported)}|${definition.version}`,
    status: submittedAt ? ('completed' as const) : ('in-progress' as const),
    authored: (submittedAt ?? savedAt).toISOString(),
    // FHIR's JSON has no empty lists.
    ...(item.length > 0 && { item }),
  };
};
