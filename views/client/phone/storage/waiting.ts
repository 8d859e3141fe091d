/** What waits to be sent besides attempts. */
import type { Act } from '../model/attempt';
import { put, readAll, remove } from './database';

export const waiting = {
  acts: () => readAll('acts'),
  putAct: (act: Act) => put('acts', act),
  removeAct: (key: string) => remove('acts', key),

  sealed: () => readAll('sealed'),
  removeSealed: (id: string) => remove('sealed', id),
};
