/** HL7 FHIR R4, for other health systems; its resources are described by FHIR itself. */
import { z } from 'zod';
import { answerShapes } from '../../http/api/shapes';

export const fhirJson = 'application/fhir+json';

const resource = (type: string, page: string) =>
  z
    .looseObject({ resourceType: z.literal(type) })
    .meta({ externalDocs: { url: `http://hl7.org/fhir/R4/${page}.html` } });

export const fhirQuestionnaireShape = resource('Questionnaire', 'questionnaire').register(answerShapes, {
  id: 'FhirQuestionnaire',
});
export const fhirResponseShape = resource('QuestionnaireResponse', 'questionnaireresponse').register(
  answerShapes,
  { id: 'FhirQuestionnaireResponse' },
);
