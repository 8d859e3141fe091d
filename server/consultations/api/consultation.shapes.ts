/** A consultation as it is answered to the holder of the code. */
import { z } from 'zod';
import { languages } from '../../core/definition/types';
import { helpedAnswers } from '../../core/pages/conversation';
import { answerShapes, moment } from '../../http/api/shapes';
import { attemptHead, saved } from '../../screening/api/attempts/attempt.shapes';

const letter = z.object({
  number: z.int().meta({ description: 'A corrected letter has the next number' }),
  language: z.enum(languages),
  publishedAt: moment,
  isRead: z.boolean(),
});

const state = {
  state: z.enum(['waiting', 'answered']),
  promisedBy: z.iso.date().meta({ description: 'Local day by whose end the answer is promised' }),
  canReply: z.boolean(),
  helped: z.enum(helpedAnswers).nullable(),
  turn: z
    .enum(['ours', 'student', 'closed'])
    .meta({ description: 'Who writes next; a closed one opens again' }),
  leftToday: z.int().meta({ description: 'How many messages may still be sent today' }),
};

const message = z
  .object({
    id: z.string(),
    side: z.enum(['student', 'psychologist']),
    text: z.string().nullable().meta({ description: 'null for a letter that was withdrawn' }),
    language: z.enum(languages).nullable(),
    by: z.string().nullable().meta({ description: 'The name that the psychologist chose' }),
    isOther: z.boolean().meta({ description: 'Another psychologist goes on than the one before' }),
    writtenAt: moment,
    receivedAt: moment,
    readAt: moment.nullable().meta({ description: 'When the other side first opened it' }),
    corrects: z.string().nullable().meta({ description: 'The letter beside which this one stands' }),
    isWithdrawn: z.boolean(),
  })
  .register(answerShapes, { id: 'Message' });

export const consultation = z
  .object({
    ...state,
    published: letter.extend({ text: z.string() }).nullable(),
    replies: z.array(z.object({ id: z.string(), text: z.string(), sentAt: moment })),
    messages: z.array(message).meta({ description: 'Of the whole conversation, in order' }),
  })
  .meta({
    examples: [
      {
        state: 'waiting',
        promisedBy: '2026-10-12',
        canReply: false,
        helped: null,
        published: null,
        replies: [],
        turn: 'ours',
        leftToday: 10,
        messages: [],
      },
    ],
  })
  .register(answerShapes, { id: 'Consultation' });

export const openedConsultation = z
  .object({ consultation: consultation.nullable().meta({ description: 'null where nobody was asked' }) })
  .register(answerShapes, { id: 'OpenedConsultation' });

export const taken = z
  .object({ receivedAt: moment, leftToday: state.leftToday })
  .register(answerShapes, { id: 'TakenMessage' });

const listed = z.object({
  ...attemptHead,
  ...saved.shape,
  consultation: z
    .object({ ...state, published: letter.nullable(), replies: z.int().meta({ description: 'How many' }) })
    .nullable(),
});

export const listedAttempts = z
  .object({ attempts: z.array(listed.register(answerShapes, { id: 'ListedAttempt' })) })
  .register(answerShapes, { id: 'ListedAttempts' });
