/** A published questionnaire as phones load it. */
import { z } from 'zod';
import { languages } from '../../../core/definition/types';
import { answerShapes } from '../../../http/api/shapes';
import { languagePath, questionnairePath } from '../attempts/requests';

export const questionnaireFilePath = questionnairePath.extend(languagePath.shape);

export const questionnairePart = z
  .object({
    definition: z
      .looseObject({})
      .meta({ description: 'Pages, items and every rule of routing, scoring and feedback' }),
    texts: z.looseObject({}).meta({ description: 'Every sentence in the language, typeset' }),
  })
  .register(answerShapes, { id: 'QuestionnairePart' });

const hash = z
  .string()
  .meta({ description: 'Of the definition and both languages’ sentences; an upload names it' });

export const questionsPart = questionnairePart
  .extend({ hash })
  .register(answerShapes, { id: 'QuestionnaireQuestions' });

export const questionnaireFile = questionnairePart
  .extend({
    hash,
    language: z.enum(languages),
  })
  .register(answerShapes, { id: 'QuestionnaireFile' });

export const unknownFile = {
  unknownQuestionnaire: 'No such questionnaire or version',
  notFound: 'Unknown language',
};
