import { questionsOf } from '../../../core/definition/parts';
import { endpoint } from '../../../http/api/endpoint';
import { forAnHour, type Published, publishedFiles } from './published-file';
import { questionnaireFilePath, questionsPart, unknownFile } from './questionnaire.shapes';

export const questionnaireQuestions = endpoint({
  method: 'get',
  path: '/api/questionnaires/:id/:version/:language/questions.json',
  who: 'anyone',
  limit: null,
  summary: 'What is asked of it: the first question waits for nothing else',
  params: questionnaireFilePath,
  answer: { shape: questionsPart, description: 'With an ETag', cache: forAnHour },
  problems: unknownFile,
  handler: ({ screening }: Published) => {
    const files = publishedFiles(screening);
    return ({ params }) =>
      files(params, params.language, ({ hash, definition, texts }) =>
        questionsOf({ hash, definition, texts: texts[params.language] }),
      );
  },
});
