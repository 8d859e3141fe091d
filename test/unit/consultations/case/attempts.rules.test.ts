import {
  answeredBy,
  firstRank,
  standingOf,
  stateWhenIdle,
  withAttempt,
  withoutAttempt,
} from '../../../../server/consultations/case/attempts.rules';
import type {
  Case,
  CaseAttempt,
  CaseState,
  Draft,
  Message,
} from '../../../../server/consultations/case/case.types';
import {
  letterFrom,
  lettersOf,
  repliesOf,
  replyFor,
  requestFor,
} from '../../../../server/consultations/case/messages.rules';
import { rankOf } from '../../../../server/consultations/case/priority';

const at = (hour: number) => new Date(Date.UTC(2026, 9, 5, hour));
const author = { id: 'author', name: 'Асель' };

const attempt = (id: string, hour: number, changes: Partial<CaseAttempt> = {}): CaseAttempt => ({
  id,
  region: '190000000',
  age: 15,
  language: 'kk',
  flags: [],
  bands: { A: 'low' },
  points: 0,
  askedAt: at(hour),
  dueAt: at(hour + 10),
  helped: null,
  ratedAt: null,
  ...changes,
});

const letter = (id: string, hour: number, attemptIds: string[], corrects: string | null = null): Message => {
  const draft: Draft = { text: id, language: 'kk', savedAt: at(hour), corrects };
  return letterFrom(draft, { id, attemptIds, author, signedOffBy: null, now: at(hour) });
};
const reply = (id: string, hour: number, attemptId: string) =>
  replyFor(attemptId, { id, text: id, sentAt: at(hour), hasDanger: false });

const aCase = (
  state: CaseState,
  { attempts, messages = [] }: { attempts: CaseAttempt[]; messages?: Message[] },
) => ({
  ...{ state, attempts, messages },
  author: state === 'waiting' ? null : author,
  claimExpiresAt: null,
  draft: state === 'draft' ? ({ text: 'жоба', corrects: null } as Draft) : null,
  region: attempts[0]!.region,
  returnNote: null,
});

const first = attempt('first', 1);
const second = attempt('second', 5, { region: '750000000', age: 16, language: 'ru', bands: { A: 'high' } });

describe('attempts of one code', () => {
  it('stand as the newest, and wait since the longest waiting one', () => {
    const flagged = { ...first, flags: ['threat', 'money'] };
    const messages: Message[] = [];
    const attempts = [flagged, { ...second, flags: ['money', 'tension'] }];
    expect(standingOf({ attempts, messages })).toEqual({
      ...{ region: '750000000', age: 16, language: 'ru', bands: { A: 'high' } },
      ...{ flags: ['threat', 'money', 'tension'], askedAt: at(1), dueAt: at(11), answeredAt: null },
    });
  });

  it('no longer weigh once they are answered', () => {
    const flagged = { ...first, flags: ['threat'] };
    const messages = [letter('l1', 3, ['first'])];
    expect(standingOf({ attempts: [flagged, second], messages })).toMatchObject({
      ...{ flags: [], askedAt: at(5), dueAt: at(15), answeredAt: null },
    });
    expect(standingOf({ attempts: [flagged], messages })).toMatchObject({
      ...{ flags: ['threat'], askedAt: at(1), answeredAt: at(3) },
    });
  });

  it('have the rank of the most pressing one that waits', () => {
    const pressing = { ...first, points: 40 };
    const quiet = attempt('second', 5);
    expect(firstRank({ attempts: [pressing, quiet], messages: [] })).toEqual(rankOf(pressing, at(1)));
    const messages = [letter('l1', 3, ['first'])];
    expect(firstRank({ attempts: [pressing, quiet], messages })).toEqual(rankOf(quiet, at(5)));
  });
});

describe('a further attempt', () => {
  it.each<CaseState>(['published', 'read', 'replied', 'closed'])(
    'makes a case that was %s wait again, for anybody',
    (state) => {
      const one = aCase(state, { attempts: [first], messages: [letter('l1', 3, ['first'])] });
      expect(withAttempt(one, second)).toMatchObject({
        ...{ state: 'waiting', author: null, answeredAt: null, askedAt: at(5), dueAt: at(15) },
      });
    },
  );

  it.each<CaseState>(['claimed', 'draft', 'inReview'])(
    'leaves who works on a case that is %s at it, though it came from another region',
    (state) => {
      const one = aCase(state, { attempts: [first] });
      const { author, draft } = one;
      const { region } = first;
      expect(withAttempt(one, second)).toMatchObject({ state, author, draft, region, dueAt: at(11) });
    },
  );

  it('joins a waiting case, whose begun letter stays', () => {
    const draft = { text: 'жоба', corrects: null } as Draft;
    const one = { ...aCase('waiting', { attempts: [first] }), draft };
    expect(withAttempt(one, second)).toMatchObject({ state: 'waiting', draft, region: second.region });
  });
});

describe('a letter', () => {
  it('answers every attempt that waits, and a correction what the corrected one was about', () => {
    const messages = [letter('l1', 3, ['first'])];
    expect(answeredBy({ attempts: [first, second], messages: [] }, null)).toEqual(['first', 'second']);
    expect(answeredBy({ attempts: [first, second], messages }, null)).toEqual(['second']);
    expect(answeredBy({ attempts: [first, second], messages }, 'l1')).toEqual(['first', 'second']);
    expect(answeredBy({ attempts: [first], messages }, 'l1')).toEqual(['first']);
  });

  it('is numbered among those of its attempt, and beside the one it corrects', () => {
    const messages = [
      requestFor('first', at(1)),
      letter('l1', 3, ['first']),
      reply('r1', 4, 'first'),
      letter('l2', 6, ['second']),
      letter('l3', 7, ['second'], 'l2'),
    ];
    const numbers = (attemptId?: string) =>
      lettersOf(messages, attemptId).map(({ id, number }) => [id, number]);
    expect(numbers()).toEqual([
      ['l1', 1],
      ['l2', 2],
      ['l3', 3],
    ]);
    expect(numbers('second')).toEqual([
      ['l2', 1],
      ['l3', 2],
    ]);
    expect(repliesOf(messages, 'second')).toEqual([]);
    expect(repliesOf(messages, 'first')).toEqual([{ id: 'r1', text: 'r1', sentAt: at(4) }]);
  });
});

describe('a case in which nobody writes', () => {
  const read = (message: Message, hour: number) => ({ ...message, readAt: at(hour) });

  it.each<[CaseState, Message[]]>([
    ['waiting', []],
    ['published', [letter('l1', 3, ['first'])]],
    ['read', [read(letter('l1', 3, ['first']), 4)]],
    ['replied', [letter('l1', 3, ['first']), reply('r1', 4, 'first')]],
    ['published', [reply('r1', 2, 'first'), letter('l1', 3, ['first'])]],
  ])('is %s', (expected, messages) => {
    expect(stateWhenIdle({ attempts: [first], messages })).toBe(expected);
  });

  it('waits while one of its attempts does', () => {
    const messages = [letter('l1', 3, ['first']), reply('r1', 6, 'first')];
    expect(stateWhenIdle({ attempts: [first, second], messages })).toBe('waiting');
  });
});

describe('an erased attempt', () => {
  const both = { attempts: [first, second] };

  it('takes the case when it was the last one', () => {
    expect(withoutAttempt(aCase('waiting', { attempts: [first] }), 'first')).toBeNull();
  });

  it('takes what was said about it alone, and what is being written', () => {
    const messages = [
      requestFor('first', at(1)),
      letter('l1', 3, ['first', 'second']),
      reply('r1', 4, 'first'),
      letter('l2', 6, ['first']),
    ];
    const left = withoutAttempt(aCase('draft', { ...both, messages }), 'first');
    expect(left).toMatchObject({
      ...{ attempts: [second], state: 'published', draft: null, author, region: '750000000' },
      messages: [{ id: 'l1', attemptIds: ['second'] }],
    });
    expect(JSON.stringify(left)).not.toContain('first');
  });

  it('leaves the other one waiting where it was not answered', () => {
    const messages = [letter('l1', 3, ['first'])];
    const left = withoutAttempt(aCase('published', { ...both, messages }), 'first');
    expect(left).toMatchObject({ state: 'waiting', author: null, answeredAt: null, messages: [] });
  });

  it('leaves a closed case closed', () => {
    const messages = [letter('l1', 3, ['first', 'second'])];
    const closed = aCase('closed', { ...both, messages }) satisfies Partial<Case>;
    expect(withoutAttempt(closed, 'second')?.state).toBe('closed');
  });
});
