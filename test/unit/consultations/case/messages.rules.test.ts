import type { Message } from '../../../../server/consultations/case/case.types';
import { letterFrom, replyFor, unansweredDanger } from '../../../../server/consultations/case/messages.rules';
import { hourMs } from '../../../../server/shared/clock';

const at = (hour: number) => new Date(hour * hourMs);

const reply = (hour: number, hasDanger: boolean): Message =>
  replyFor('attempt', { id: `reply ${hour}`, text: '', sentAt: at(hour), hasDanger });

/** Saved for the last time, and published. */
const letter = (written: number, published: number): Message =>
  letterFrom(
    { text: '', language: 'kk', savedAt: at(written), corrects: null },
    { id: `letter ${published}`, attemptIds: [], author: null, signedOffBy: null, now: at(published) },
  );

describe('danger words in a conversation', () => {
  it.each<[string, Message[], Date | null]>([
    ['are none where nothing was said', [], null],
    ['are none in other replies', [reply(1, false)], null],
    ['wait since they came', [letter(1, 1), reply(2, true), reply(3, false)], at(2)],
    ['wait since they came last', [reply(2, true), reply(3, true)], at(3)],
    ['are answered by a letter that was written later', [reply(2, true), letter(3, 4)], null],
    ['are answered by one written in the same moment', [reply(2, true), letter(2, 4)], null],
    [
      'are not answered by one that was written before and published later',
      [reply(3, true), letter(2, 4)],
      at(3),
    ],
    ['wait again after an answer', [reply(2, true), letter(3, 4), reply(5, true)], at(5)],
  ])('%s', (_what, messages, expected) => {
    expect(unansweredDanger(messages)).toEqual(expected);
  });
});
