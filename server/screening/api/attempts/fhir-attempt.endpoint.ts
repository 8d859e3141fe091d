import { endpoint } from '../../../http/api/endpoint';
import type { Web } from '../../../http/web';
import { fhirQuestionnaireResponse } from '../../../questionnaires/fhir/response';
import type { ScreeningService } from '../../screening.service';
import { fhirJson, fhirResponseShape } from '../fhir.shapes';
import { erased, heldPath, reads } from './requests';

interface Needs {
  screening: Pick<ScreeningService, 'getAttempt' | 'questionnaire'>;
  web: Web;
}

export const fhirAttempt = endpoint({
  method: 'get',
  path: '/api/attempts/:id/fhir',
  who: 'respondent',
  limit: reads,
  summary: 'The stored copy as an HL7 FHIR R4 QuestionnaireResponse',
  description:
    'Answers with their weights and nothing else of the person. A skipped question has an answer without a value and `asked-declined` as the reason; closed questions and those not reached are left out.',
  params: heldPath,
  answer: { shape: fhirResponseShape, description: 'In the language of the attempt', type: fhirJson },
  problems: { erased },
  handler:
    ({ screening, web: { config } }: Needs) =>
    async ({ params: { id }, code }) => {
      const attempt = await screening.getAttempt({ id, code });
      const questionnaire = screening.questionnaire(attempt.questionnaire);
      return fhirQuestionnaireResponse({ ...questionnaire, publicUrl: config.publicUrl }, attempt);
    },
});
