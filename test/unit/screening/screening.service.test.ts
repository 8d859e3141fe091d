import type { Attempt } from '../../../server/screening/attempt.types';
import { screeningService } from '../../../server/screening/screening.service';
import { keyedHash } from '../../../server/shared/sealing';
import { newCode } from '../../support/builders/attempts';

const codesKey = Buffer.alloc(32, 7);
const code = newCode();
const held = { id: 'one', code, now: new Date('2026-10-05T06:00:00Z') };

/** Both have read the attempt before either erases it: the store decides. */
function aService() {
  let isErased = false;
  const store = {
    find: async () => ({
      isErased: false,
      codeHash: keyedHash(codesKey, code),
      attempt: { id: 'one' } as Attempt,
    }),
    async erase() {
      const isNew = !isErased;
      isErased = true;
      return isNew;
    },
  };
  return screeningService({ store, codesKey, catalogue: { versions: new Map(), forEverybody: [] } } as never);
}

describe('erasing an attempt twice at once', () => {
  it('succeeds once and finds it erased the other time', async () => {
    const { eraseAttempt } = aService();
    const ends = await Promise.allSettled([eraseAttempt(held), eraseAttempt(held)]);
    expect(ends).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'erased' } }]);
  });
});
