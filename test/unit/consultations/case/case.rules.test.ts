import {
  isFree,
  isOverdue,
  needsSignOff,
  refusal,
  refusalToOpen,
  type StaffAct,
  staffActs,
  statesFor,
  workingDaysToAnswer,
} from '../../../../server/consultations/case/case.rules';
import type { CaseState } from '../../../../server/consultations/case/case.types';
import type { Actor, Role } from '../../../../server/shared/roles';

const now = new Date('2026-10-05T06:00:00Z');
const later = new Date('2026-10-05T06:00:01Z');
const earlier = new Date('2026-10-05T05:59:59Z');

const actor = (accountId: string, role: Role = 'psychologist', regions: string[] = []): Actor => ({
  accountId,
  sessionId: 's',
  name: accountId,
  role,
  regions,
  mustChangePassword: false,
});
const author = actor('author');
const colleague = actor('colleague');
const lead = actor('lead', 'lead');

const answeredStates: CaseState[] = ['published', 'read', 'replied', 'closed'];

const aCase = (
  state: CaseState,
  changes: { flags?: string[]; claimExpiresAt?: Date; dangerAt?: Date } = {},
) => ({
  state,
  region: '190000000',
  author: state === 'waiting' ? null : { id: 'author', name: 'author' },
  claimExpiresAt: state === 'claimed' || state === 'draft' ? later : null,
  answeredAt: answeredStates.includes(state) ? now : null,
  flags: [],
  dangerAt: null,
  ...changes,
});

const anyState: CaseState[] = ['waiting', 'claimed', 'draft', 'inReview', ...answeredStates];

describe('transitions', () => {
  it.each(staffActs)('%s is possible only from its own states', (act) => {
    for (const state of anyState) {
      const refused = [author, lead].map((who) =>
        refusal(act, aCase(state, { flags: ['threat'] }), who, now),
      );
      if (!statesFor[act].includes(state))
        expect({ state, refused }).toEqual({ state, refused: ['notAllowedNow', 'notAllowedNow'] });
    }
  });

  it.each<[StaffAct, CaseState, Actor, string[], string | null]>([
    ['claim', 'waiting', colleague, [], null],
    ['claim', 'claimed', author, [], null],
    ['claim', 'claimed', colleague, [], 'claimedByColleague'],
    ['claim', 'draft', colleague, [], 'claimedByColleague'],
    ['claim', 'published', colleague, [], 'claimedByColleague'],
    ['save', 'claimed', author, [], null],
    ['save', 'draft', author, [], null],
    ['save', 'draft', colleague, [], 'claimedByColleague'],
    ['save', 'draft', lead, [], 'claimedByColleague'],
    ['save', 'inReview', author, ['threat'], 'notAllowedNow'],
    ['save', 'published', author, [], 'notAllowedNow'],
    ['release', 'draft', author, [], null],
    ['release', 'draft', colleague, [], 'claimedByColleague'],
    ['send', 'draft', author, ['tension'], null],
    ['send', 'draft', author, [], 'notAllowedNow'],
    ['publish', 'draft', author, [], null],
    ['publish', 'draft', author, ['money'], 'forbidden'],
    ['publish', 'draft', colleague, [], 'claimedByColleague'],
    ['publish', 'claimed', author, [], 'notAllowedNow'],
    ['publish', 'inReview', author, ['money'], 'forbidden'],
    ['publish', 'inReview', lead, ['money'], null],
    ['return', 'inReview', lead, ['money'], null],
    ['return', 'inReview', author, ['money'], 'forbidden'],
    ['revise', 'read', author, [], null],
    ['revise', 'read', lead, [], null],
    ['revise', 'closed', author, [], null],
    ['revise', 'read', colleague, [], 'claimedByColleague'],
    ['close', 'replied', author, [], null],
    ['close', 'replied', colleague, [], 'claimedByColleague'],
  ])('%s from %s', (act, state, who, flags, expected) => {
    expect(refusal(act, aCase(state, { flags }), who, now)).toBe(expected);
  });

  it('lets a lead publish their own letter to a flagged case', () => {
    const own = { ...aCase('draft', { flags: ['threat'] }), author: { id: 'lead', name: 'lead' } };
    expect(refusal('publish', own, lead, now)).toBeNull();
    expect(refusal('send', own, lead, now)).toBe('notAllowedNow');
  });

  it('hides other regions as if they did not exist', () => {
    const away = actor('away', 'psychologist', ['710000000']);
    const home = actor('home', 'psychologist', ['710000000', '190000000']);
    for (const act of staffActs) expect(refusal(act, aCase('waiting'), away, now)).toBe('notFound');
    expect(refusalToOpen(aCase('waiting'), away, now)).toBe('notFound');
    expect(refusalToOpen(aCase('waiting'), home, now)).toBeNull();
  });
});

describe('a claim', () => {
  it.each([
    ['one second before its end', later, false],
    ['at its end', now, true],
    ['after its end', earlier, true],
  ])('%s leaves the case free: %#', (_name, claimExpiresAt, expected) => {
    for (const state of ['claimed', 'draft'] as const) {
      expect(isFree(aCase(state, { claimExpiresAt }), now)).toBe(expected);
      expect(refusal('claim', aCase(state, { claimExpiresAt }), colleague, now)).toBe(
        expected ? null : 'claimedByColleague',
      );
    }
  });

  it('that ended is still its author’s until someone else takes it', () => {
    expect(refusal('save', aCase('draft', { claimExpiresAt: earlier }), author, now)).toBeNull();
  });

  it('never ends on a correction, which only its author writes', () => {
    const correction = { ...aCase('draft', { claimExpiresAt: earlier }), answeredAt: earlier };
    expect(isFree(correction, now)).toBe(false);
  });
});

describe('opening', () => {
  it.each<[CaseState, Actor, string | null]>([
    ['waiting', colleague, null],
    ['claimed', colleague, 'claimedByColleague'],
    ['claimed', author, null],
    ['inReview', lead, null],
    ['inReview', colleague, 'claimedByColleague'],
    ['read', colleague, 'claimedByColleague'],
    ['read', author, null],
    ['read', lead, null],
  ])('a case that is %s', (state, who, expected) => {
    expect(refusalToOpen(aCase(state), who, now)).toBe(expected);
  });
});

describe('what an answer is owed', () => {
  it('is one working day and a sign-off with a flag, five days otherwise', () => {
    expect(workingDaysToAnswer(['threat'])).toBe(1);
    expect(workingDaysToAnswer([])).toBe(5);
    expect(needsSignOff({ flags: ['money'] })).toBe(true);
    expect(needsSignOff({ flags: [] })).toBe(false);
  });

  it('is overdue from the deadline on, until it was answered', () => {
    expect(isOverdue({ answeredAt: null, dueAt: now }, now)).toBe(true);
    expect(isOverdue({ answeredAt: null, dueAt: later }, now)).toBe(false);
    expect(isOverdue({ answeredAt: earlier, dueAt: earlier }, now)).toBe(false);
  });
});

describe('a reply with danger words', () => {
  const one = aCase('replied', { dangerAt: now });

  it('is open to every colleague of the region, who may write on at once', () => {
    expect([refusalToOpen(one, colleague, now), refusal('revise', one, colleague, now)]).toEqual([
      null,
      null,
    ]);
    const elsewhere = actor('far', 'psychologist', ['470000000']);
    expect(refusalToOpen(one, elsewhere, now)).toBe('notFound');
  });

  it('is closed by its author or a lead only, and other replies wait for their author', () => {
    expect(refusal('close', one, colleague, now)).toBe('claimedByColleague');
    expect(refusalToOpen(aCase('replied'), colleague, now)).toBe('claimedByColleague');
    expect(refusal('revise', aCase('replied'), colleague, now)).toBe('claimedByColleague');
  });
});
