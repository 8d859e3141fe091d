import {
  isOneTooMany,
  leftOn,
  lettersOf,
  mostADay,
  mostUrgentADay,
  openedBy,
  readBy,
  writtenAtOf,
} from '../../../../server/consultations/case/messages.rules';
import { aCase, aMessage, asked, at } from './support';

const sent = (count: number, now = asked) =>
  Array.from({ length: count }, (_, n) => aMessage(`message ${n}`, now));
const late = { ...aMessage('late', asked), writtenAt: at('02T10:00') };

describe('how many messages a day', () => {
  it('are ten, by the day of the server', () => {
    expect(isOneTooMany(sent(mostADay - 1), aMessage('new', asked))).toBe(false);
    expect(isOneTooMany(sent(mostADay), aMessage('new', asked))).toBe(true);
    expect(isOneTooMany(sent(mostADay), aMessage('new', at('06T00:00')))).toBe(false);
    expect([leftOn(sent(3), asked), leftOn(sent(12), asked), leftOn(sent(3), at('06T00:00'))]).toEqual([
      7, 0, 10,
    ]);
  });

  it('are fifty with danger words, or written without network', () => {
    for (const one of [aMessage('danger', asked, true), late]) {
      expect(isOneTooMany(sent(mostUrgentADay - 1), one)).toBe(false);
      expect(isOneTooMany(sent(mostUrgentADay), one)).toBe(true);
    }
  });
});

describe('marks', () => {
  it('tell when a psychologist first opened what a student wrote, and who', () => {
    const one = openedBy(aCase('waiting', { hasDanger: true }), { accountId: 'first', now: at('05T12:00') });
    expect(one.messages.map(({ readAt }) => readAt)).toEqual([at('05T12:00'), at('05T12:00')]);
    expect(one.messages.map(({ readBy }) => readBy)).toEqual(['first', 'first']);
    expect(openedBy(one, { accountId: 'second', now: at('05T13:00') })).toBe(one);
  });

  it('tell when the student first read a letter, and history says so', () => {
    const one = readBy(aCase('answered'), at('05T12:00'));
    expect(lettersOf(one.messages)).toMatchObject([{ readAt: at('05T12:00') }]);
    expect(one.events.at(-1)).toMatchObject({ act: 'read', message: 'letter' });
    expect(readBy(one, at('05T13:00'))).toBe(one);
  });
});

it('a message is never written later than it came', () => {
  expect(writtenAtOf(at('01T10:00'), asked)).toEqual(at('01T10:00'));
  expect(writtenAtOf(at('09T10:00'), asked)).toEqual(asked);
  expect(writtenAtOf(undefined, asked)).toEqual(asked);
});
