// The table of states: every state, act and role, legal or not, with its deadline.
import {
  claimed,
  closed,
  closingConfirmed,
  corrected,
  handedOver,
  joinedBy,
  published,
  released,
  returned,
  said,
  saved,
  sentToReview,
  takenOver,
  withdrawn,
  writtenOn,
} from '../../../../server/consultations/case/acts.rules';
import { refusal } from '../../../../server/consultations/case/case.rules';
import {
  type Case,
  type CaseState,
  caseStates,
  type StaffAct,
  staffActs,
} from '../../../../server/consultations/case/case.types';
import { table } from '../../../../server/consultations/case/table.rules';
import {
  aCase,
  actorOf,
  aMessage,
  anAttempt,
  asked,
  at,
  authorOf,
  day,
  deedOf,
  present,
  typed,
  type Who,
} from './support';

const now = at('05T11:00');

/** As a service does it. */
const doing: Record<StaffAct, (one: Case, who: Who) => Case> = {
  claim: (one, who) => claimed(one, deedOf(who, now)),
  release: (one, who) => released(one, deedOf(who, now)),
  saveDraft: (one) => saved(one, typed(one, now)),
  sendToReview: (one, who) => sentToReview(one, deedOf(who, now)),
  publish: (one, who) =>
    published(
      one,
      { ...deedOf(who, now), draft: one.draft!, letterId: 'new', answersAll: false },
      present(now),
    ),
  return: (one, who) => returned(one, { ...deedOf(who, now), note: 'ескерту' }),
  confirmClosing: (one, who) => closingConfirmed(one, deedOf(who, now)),
  close: (one, who) => closed(one, { ...deedOf(who, now), outcome: 'helped' }),
  writeOn: (one, who) => writtenOn(one, deedOf(who, now)),
  correct: (one, who) => corrected(one, { ...deedOf(who, now), letter: letterOf(one) }),
  withdraw: (one, who) => withdrawn(one, { ...deedOf(who, now), letter: letterOf(one) }),
  takeOver: (one, who) => takenOver(one, deedOf(who, now)),
  handOver: (one, who) => handedOver(one, { ...deedOf(who, now), to: authorOf('colleague'), note: 'мерзім' }),
};
const letterOf = (one: Case) => one.messages.find(({ kind }) => kind === 'letter')!;

type Due = Date | null | 'runs on';
type Line = [act: StaffAct, who: Who[], to: CaseState, due: Due];

const clinicians: Who[] = ['author', 'colleague', 'lead', 'otherLead'];
const leads: Who[] = ['lead', 'otherLead'];

/** What is not listed is refused. The author is who holds the case, or wrote its letter. */
const cases: [what: string, () => Case, Line[]][] = [
  [
    'waiting',
    () => aCase('waiting'),
    [
      ['claim', clinicians, 'claimed', 'runs on'],
      ['handOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'waiting, with danger words',
    () => aCase('waiting', { hasDanger: true }),
    [
      ['claim', clinicians, 'claimed', 'runs on'],
      ['handOver', leads, 'claimed', 'runs on'],
      ['takeOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'claimed',
    () => aCase('claimed'),
    [
      ['saveDraft', ['author'], 'claimed', 'runs on'],
      ['publish', ['author'], 'answered', null],
      ['close', ['author'], 'closed', null],
      ['release', ['author', ...leads], 'waiting', 'runs on'],
      ['handOver', ['author', ...leads], 'claimed', 'runs on'],
    ],
  ],
  [
    'claimed, with a flag',
    () => aCase('claimed', { flags: ['threat'] }),
    [
      ['saveDraft', ['author'], 'claimed', 'runs on'],
      ['sendToReview', ['author'], 'inReview', 'runs on'],
      ['close', ['author'], 'inReview', 'runs on'],
      ['release', ['author', ...leads], 'waiting', 'runs on'],
      ['handOver', ['author', ...leads], 'claimed', 'runs on'],
    ],
  ],
  [
    'claimed, with danger words',
    () => aCase('claimed', { hasDanger: true }),
    [
      ['saveDraft', ['author'], 'claimed', 'runs on'],
      ['sendToReview', ['author'], 'inReview', 'runs on'],
      ['close', ['author'], 'inReview', 'runs on'],
      ['release', ['author', ...leads], 'waiting', 'runs on'],
      ['handOver', ['author', ...leads], 'claimed', 'runs on'],
      ['takeOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'claimed by a lead, with a flag',
    () => aCase('claimed', { flags: ['threat'], holder: 'lead' }),
    [
      ['saveDraft', ['lead'], 'claimed', 'runs on'],
      ['sendToReview', ['lead'], 'inReview', 'runs on'],
      ['close', ['lead'], 'inReview', 'runs on'],
      ['release', leads, 'waiting', 'runs on'],
      ['handOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'in review',
    () => aCase('inReview', { flags: ['threat'] }),
    [
      ['saveDraft', leads, 'inReview', 'runs on'],
      ['publish', leads, 'answered', null],
      ['return', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'in review, written by a lead, with danger words',
    () => aCase('inReview', { hasDanger: true, holder: 'lead' }),
    [
      ['saveDraft', ['otherLead'], 'inReview', 'runs on'],
      ['publish', ['otherLead'], 'answered', null],
      ['return', ['otherLead'], 'claimed', 'runs on'],
      ['takeOver', ['otherLead'], 'claimed', 'runs on'],
    ],
  ],
  [
    'in review, to be closed',
    () => aCase('inReview', { flags: ['threat'], isClosing: true }),
    [
      ['saveDraft', leads, 'inReview', 'runs on'],
      ['confirmClosing', leads, 'closed', null],
      ['return', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'answered',
    () => aCase('answered'),
    [
      ['writeOn', clinicians, 'claimed', null],
      ['correct', ['author', ...leads], 'claimed', null],
      // Sent with 47 of its working hours left, and withdrawn an hour later.
      ['withdraw', ['author', ...leads], 'claimed', at('13T10:00')],
      ['close', clinicians, 'closed', null],
    ],
  ],
  [
    'replied, the earlier author first',
    () => aCase('replied'),
    [
      ['claim', ['author'], 'claimed', 'runs on'],
      ['handOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'replied, with danger words',
    () => aCase('replied', { hasDanger: true }),
    [
      ['claim', clinicians, 'claimed', 'runs on'],
      ['handOver', leads, 'claimed', 'runs on'],
      ['takeOver', leads, 'claimed', 'runs on'],
    ],
  ],
  [
    'closed',
    () => aCase('closed'),
    [
      ['writeOn', clinicians, 'claimed', null],
      ['correct', ['author', ...leads], 'claimed', null],
      ['withdraw', ['author', ...leads], 'claimed', at('13T10:00')],
    ],
  ],
];

const everybody: Who[] = ['author', 'colleague', 'stranger', 'lead', 'otherLead'];

describe.each(cases)('a case that is %s', (_what, make, lines) => {
  it.each(staffActs)('%s', (act) => {
    const line = lines.find(([name]) => name === act);
    const one = make();
    const ends = everybody.map((who) => {
      const writer = one.messages.find(({ kind }) => kind === 'letter')?.author?.id;
      const refused = refusal(act, one, actorOf(who), present(now), { writerId: writer });
      if (refused) return [who, refused];
      const { state, dueAt } = doing[act](one, who);
      return [who, state, dueAt];
    });
    const expected = everybody.map((who) => {
      if (!line?.[1].includes(who)) return [who, expect.any(String)];
      return [who, line[2], line[3] === 'runs on' ? one.dueAt : line[3]];
    });
    expect(ends).toEqual(expected);
    const refusedTo = ends.find(([who]) => who === 'stranger');
    expect(refusedTo).toEqual(['stranger', 'notFound']);
    if (line) expect(table[one.state][act]?.to).toContain(line[2]);
  });
});

describe('what a student does', () => {
  const next: Record<CaseState, CaseState> = {
    ...{ waiting: 'waiting', claimed: 'claimed', inReview: 'inReview' },
    ...{ answered: 'replied', replied: 'replied', closed: 'replied' },
  };
  const later = at('07T09:00');
  const fresh = at('14T18:00');

  it.each(caseStates)('is taken when a case is %s', (state) => {
    const one = aCase(state, { flags: state === 'inReview' ? ['threat'] : [] });
    const isTurned = state === 'answered' || state === 'closed';
    const message = said(one, aMessage('new', later), present(later));
    expect([message.state, message.dueAt]).toEqual([next[state], isTurned ? fresh : one.dueAt]);
    const second = anAttempt('two', { askedAt: later });
    for (const kind of ['request', 'lookedAt'] as const) {
      const { state: to, dueAt } = joinedBy(one, second, kind, present(later));
      expect([kind, to, dueAt]).toEqual([kind, next[state], isTurned ? fresh : one.dueAt]);
    }
    const joined = joinedBy(one, second, 'joined', present(later));
    expect([joined.state, joined.dueAt]).toEqual([state, one.dueAt]);
    expect(joined.attempts).toHaveLength(2);
    for (const act of ['message', 'request', 'lookedAt', 'joined'] as const)
      expect(table[state][act]?.to).toEqual([act === 'joined' ? state : next[state]]);
  });

  it.each(caseStates)('with danger words shortens the time, when a case is %s', (state) => {
    const one = aCase(state);
    const { dueAt, dangerAt } = said(one, aMessage('new', asked, true), present(asked));
    expect([dueAt, dangerAt]).toEqual([day.one, asked]);
  });

  it('with a new flag shortens the time, where something is unanswered', () => {
    const flagged = anAttempt('two', { flags: ['threat'], askedAt: asked });
    const { dueAt, flags } = joinedBy(aCase('waiting'), flagged, 'joined', present(asked));
    expect([dueAt, flags]).toEqual([day.one, ['threat']]);
    expect(joinedBy(aCase('answered'), flagged, 'joined', present(asked)).dueAt).toBeNull();
  });

  it('never moves a deadline back', () => {
    const one = aCase('waiting', { hasDanger: true });
    expect(said(one, aMessage('thanks', later), present(later)).dueAt).toEqual(day.one);
  });
});
