/** The API: its endpoints, each a file of its own, and what they are given. */
import { countOpened } from './campaigns/api/count-opened.endpoint';
import { readCampaign } from './campaigns/api/read-campaign.endpoint';
import { dangerWordsFile } from './consultations/api/danger-words.endpoint';
import { eraseAttempt } from './consultations/api/erase-attempt.endpoint';
import { eraseAttemptByPost } from './consultations/api/erase-attempt-by-post.endpoint';
import { eraseCode } from './consultations/api/erase-code.endpoint';
import { listAttempts } from './consultations/api/list-attempts.endpoint';
import { readNews } from './consultations/api/news.endpoint';
import { rateConsultation } from './consultations/api/rate-consultation.endpoint';
import { readConsultation } from './consultations/api/read-consultation.endpoint';
import { reply } from './consultations/api/reply.endpoint';
import { requestConsultation } from './consultations/api/request-consultation.endpoint';
import { sendMessage } from './consultations/api/send-message.endpoint';
import { openApiDocument } from './http/api/document';
import type { Endpoint } from './http/api/endpoint';
import { openApi } from './http/api/openapi.endpoint';
import type { Web } from './http/web';
import { fhirAttempt } from './screening/api/attempts/fhir-attempt.endpoint';
import { giveFeedback } from './screening/api/attempts/give-feedback.endpoint';
import { readAttempt } from './screening/api/attempts/read-attempt.endpoint';
import { resultShape } from './screening/api/attempts/result.shape';
import { saveAttempt } from './screening/api/attempts/save-attempt.endpoint';
import { sealingKey } from './screening/api/attempts/sealing-key.endpoint';
import { sendSealedAttempt } from './screening/api/attempts/send-sealed-attempt.endpoint';
import { shownRecommendations } from './screening/api/attempts/shown-recommendations.endpoint';
import { fhirQuestionnaireFile } from './screening/api/questionnaires/fhir-questionnaire.endpoint';
import { questionnaire } from './screening/api/questionnaires/questionnaire.endpoint';
import { questionnaireQuestions } from './screening/api/questionnaires/questionnaire-questions.endpoint';
import { questionnaireRecommendations } from './screening/api/questionnaires/questionnaire-recommendations.endpoint';
import { questionnaireResults } from './screening/api/questionnaires/questionnaire-results.endpoint';
import type { Services } from './services';
import type { SealingKey } from './shared/sealing-key';

interface Ground extends Services {
  web: Web;
  handOverKey: SealingKey;
  contract: () => ReturnType<typeof openApiDocument>;
}

/** By the name of the operation. Where two paths fit, the first one answers. */
export const endpoints = {
  openApi,
  saveAttempt,
  readAttempt,
  eraseAttempt,
  eraseAttemptByPost,
  eraseCode,
  giveFeedback,
  shownRecommendations,
  fhirAttempt,
  requestConsultation,
  readConsultation,
  reply,
  sendMessage,
  readNews,
  rateConsultation,
  listAttempts,
  dangerWordsFile,
  sealingKey,
  sendSealedAttempt,
  // Before the questionnaire’s languages, one of which `fhir` would be taken for.
  fhirQuestionnaireFile,
  questionnaire,
  questionnaireQuestions,
  questionnaireResults,
  questionnaireRecommendations,
  readCampaign,
  countOpened,
} satisfies Record<string, Endpoint<Ground>>;

/** As this installation has it: with a shape of result for each version that it has published. */
export function contractOf({ screening }: Pick<Services, 'screening'>, publicUrl: string) {
  const results = screening.catalogue.published.map(({ name }) => [
    name,
    resultShape(screening.questionnaire(name).definition),
  ]);
  return openApiDocument({ publicUrl, endpoints, kinds: { Result: Object.fromEntries(results) } });
}
