import { endpoint } from '../../../http/api/endpoint';
import { forAnHour, type Published, publishedFiles } from './published-file';
import { questionnaireFile, questionnaireFilePath, unknownFile } from './questionnaire.shapes';

export const questionnaire = endpoint({
  method: 'get',
  path: '/api/questionnaires/:id/:version/:language.json',
  who: 'anyone',
  limit: null,
  summary: 'A published questionnaire: all that a phone needs to ask and to score',
  params: questionnaireFilePath,
  answer: { shape: questionnaireFile, description: 'With an ETag', cache: forAnHour },
  problems: unknownFile,
  handler: ({ screening }: Published) => {
    const files = publishedFiles(screening);
    return ({ params }) => {
      const { language } = params;
      return files(params, language, ({ hash, definition, texts }) => ({
        ...{ hash, language, definition, texts: texts[language] },
      }));
    };
  },
});
