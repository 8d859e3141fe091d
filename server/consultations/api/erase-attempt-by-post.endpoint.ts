/** For who cannot send DELETE. */
import { eraseAttempt } from './erase-attempt.endpoint';

export const eraseAttemptByPost: typeof eraseAttempt = {
  ...eraseAttempt,
  method: 'post',
  path: '/api/attempts/:id/erase',
};
