import { z } from 'zod';
import { type DangerWords, dangerTopics } from '../../core/danger/danger-words';
import { endpoint } from '../../http/api/endpoint';
import { answerShapes } from '../../http/api/shapes';
import { PublicFile } from '../../http/files/public-file';
import { hourMs, secondMs } from '../../shared/clock';

const dangerWords = z
  .object({
    entries: z.array(z.object({ id: z.string(), topic: z.enum(dangerTopics), phrases: z.array(z.string()) })),
    exceptions: z.array(z.string()).meta({ description: 'Phrases that mean something else' }),
  })
  .register(answerShapes, { id: 'DangerWords' });

export const dangerWordsFile = endpoint({
  method: 'get',
  path: '/api/danger-words.json',
  who: 'anyone',
  limit: null,
  summary: 'Words at which a phone shows at once, while they are typed, where help is to be had',
  answer: {
    shape: dangerWords,
    description: 'With an ETag',
    cache: `public, max-age=${hourMs / secondMs}`,
  },
  problems: {},
  handler: ({ dangerWords: words }: { dangerWords: DangerWords }) => {
    const file = PublicFile.of(words);
    return () => file;
  },
});
