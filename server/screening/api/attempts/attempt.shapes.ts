/** An attempt as it is answered. */
import { z } from 'zod';
import type { Result } from '../../../core/definition/types';
import { answerShapes, moment } from '../../../http/api/shapes';
import {
  attemptId,
  contentShapes,
  questionnaireHash,
  questionnaireName,
  satisfactionSchema,
} from '../../attempt.schema';

/** Described for each published questionnaire by `resultShape`. */
const result: z.ZodType<Result, Result> = z.any().register(answerShapes, { id: 'Result' });

export const saved = z
  .object({
    sequence: z.int().meta({ description: 'Of what is stored' }),
    submitted: z.boolean(),
    result: result.exactOptional().meta({ description: 'Once submitted' }),
  })
  .meta({ examples: [{ sequence: 3, submitted: false }] })
  .register(answerShapes, { id: 'Saved' });

export const attemptHead = {
  id: attemptId,
  questionnaire: questionnaireName,
  language: contentShapes.language,
  profile: contentShapes.profile,
  isTryOut: z.boolean().meta({ description: 'Nobody can be asked, and it is compared with nothing' }),
  startedAt: moment,
  submittedAt: moment.nullable(),
};

export const storedAttempt = z
  .object({
    ...attemptHead,
    questionnaireHash,
    ...contentShapes,
    campaign: z.string().nullable(),
    feedback: z.object({ satisfaction: satisfactionSchema.shape.satisfaction }).nullable(),
    ...saved.shape,
  })
  .register(answerShapes, { id: 'Attempt' });

export const recommendations = z
  .object({
    recommendations: z
      .record(
        z.string(),
        z.object({
          id: z.string(),
          version: z.int(),
          title: z.string(),
          body: z.string().meta({ description: 'Markdown' }),
          byAge: z
            .record(z.string(), z.string())
            .exactOptional()
            .meta({ description: 'A paragraph for each age group, where law or advice differs' }),
        }),
      )
      .meta({ description: 'By id, typeset' }),
  })
  .register(answerShapes, { id: 'Recommendations' });
