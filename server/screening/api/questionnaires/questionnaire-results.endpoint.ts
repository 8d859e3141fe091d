import { resultsOf } from '../../../core/definition/parts';
import { endpoint } from '../../../http/api/endpoint';
import { forAnHour, type Published, publishedFiles } from './published-file';
import { questionnaireFilePath, questionnairePart, unknownFile } from './questionnaire.shapes';

export const questionnaireResults = endpoint({
  method: 'get',
  path: '/api/questionnaires/:id/:version/:language/results.json',
  who: 'anyone',
  limit: null,
  summary: 'What is made of the answers',
  params: questionnaireFilePath,
  answer: { shape: questionnairePart, description: 'With an ETag', cache: forAnHour },
  problems: unknownFile,
  handler: ({ screening }: Published) => {
    const files = publishedFiles(screening);
    return ({ params }) =>
      files(params, params.language, ({ definition, texts }) =>
        resultsOf({ definition, texts: texts[params.language] }),
      );
  },
});
