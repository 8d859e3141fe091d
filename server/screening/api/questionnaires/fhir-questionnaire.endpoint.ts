import { endpoint } from '../../../http/api/endpoint';
import type { Web } from '../../../http/web';
import { fhirQuestionnaire } from '../../../questionnaires/fhir/questionnaire';
import { questionnairePath } from '../attempts/requests';
import { fhirJson, fhirQuestionnaireShape } from '../fhir.shapes';
import { forAnHour, type Published, publishedFiles } from './published-file';

export const fhirQuestionnaireFile = endpoint({
  method: 'get',
  path: '/api/questionnaires/:id/:version/fhir.json',
  who: 'anyone',
  limit: null,
  summary: 'A published questionnaire as an HL7 FHIR R4 Questionnaire',
  params: questionnairePath,
  answer: {
    shape: fhirQuestionnaireShape,
    description: 'With an ETag; in Kazakh, with translations',
    type: fhirJson,
    cache: forAnHour,
  },
  problems: { unknownQuestionnaire: 'No such questionnaire or version' },
  handler: ({ screening, web: { config } }: Published & { web: Web }) => {
    const files = publishedFiles(screening);
    return ({ params }) =>
      files(params, 'fhir', (questionnaire) =>
        fhirQuestionnaire({ ...questionnaire, publicUrl: config.publicUrl }),
      );
  },
});
