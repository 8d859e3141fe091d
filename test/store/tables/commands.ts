import type { Case } from './case';

export const commands: Record<string, Case[]> = {
  'other commands': [
    { name: 'ping', send: { ping: 1 }, gives: {} },
    {
      name: 'ping with the time in which an answer is wanted',
      send: { ping: 1, maxTimeMS: 2000 },
      gives: {},
    },
    {
      name: 'the end of sessions, which nobody waits for',
      send: { endSessions: [], writeConcern: { w: 0 } },
      gives: {},
    },
    { name: 'an unknown command', send: { nonsense: 1 }, fails: 59 },
    { name: 'a name that every object has', send: { constructor: 1 }, fails: 59 },
  ],
};
