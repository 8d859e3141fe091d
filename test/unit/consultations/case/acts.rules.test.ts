import {
  claimed,
  joinedBy,
  nextMoment,
  published,
  returned,
  said,
  saved,
  settled,
  withdrawn,
  withoutAttempt,
} from '../../../../server/consultations/case/acts.rules';
import { goesAlone, isFree, refusal } from '../../../../server/consultations/case/case.rules';
import type { Case } from '../../../../server/consultations/case/case.types';
import { needsSecondPair } from '../../../../server/consultations/case/standing.rules';
import { byLaw } from '../../../../server/settings/holidays/working-days';
import { aCase, actorOf, aMessage, anAttempt, asked, at, day, deedOf, present, typed } from './support';

const away = { author: { absences: [{ from: '2026-10-05', until: '2026-10-09' }] } };

const publish = (one: Case, now: Date, answersAll = false) =>
  published(
    one,
    { ...deedOf('author', now), draft: one.draft!, letterId: `letter ${now.getTime()}`, answersAll },
    present(now),
  );

describe('a claim', () => {
  it.each<[string, string, string]>([
    ['two working hours after the last save', '05T09:00', '05T11:00'],
    ['counting no lunch', '05T12:00', '05T15:00'],
    ['counting no night', '05T17:00', '06T10:00'],
    ['counting no weekend', '09T17:30', '12T10:30'],
  ])('ends %s', (_what, from, until) => {
    const one = claimed(aCase('waiting'), deedOf('author', at(from)));
    expect(one.claimExpiresAt).toEqual(at(until));
    const before = new Date(at(until).getTime() - 1);
    expect(settled(one, present(before)).state).toBe('claimed');
    expect(settled(one, present(at(until)))).toMatchObject({ state: 'waiting', author: null });
  });

  it('is prolonged by saving, and leaves the draft when it ends', () => {
    const one = saved(
      claimed(aCase('waiting'), deedOf('author', asked)),
      typed(aCase('waiting'), at('05T11:30')),
    );
    expect(one.claimExpiresAt).toEqual(at('05T14:30'));
    expect(settled(one, present(at('05T14:30'))).draft).toMatchObject({ text: 'хат' });
  });

  it('ends for who held it for a working day when its deadline has passed, however often they save', () => {
    const one = claimed(aCase('waiting', { flags: ['threat'] }), deedOf('author', at('06T10:00')));
    const late = saved(one, typed(one, at('07T09:30')));
    expect(late.claimExpiresAt).toEqual(at('07T10:00'));
    const inTime = saved(claimed(aCase('waiting'), deedOf('author', asked)), typed(one, at('07T09:30')));
    expect(inTime.claimExpiresAt).toEqual(at('07T11:30'));
  });

  it('ends at once when its author is away or disabled', () => {
    expect(settled(aCase('claimed'), present(asked, away)).state).toBe('waiting');
    expect(settled(aCase('claimed'), present(asked, { author: { isActive: false } })).state).toBe('waiting');
  });

  it('without anything unanswered ends where it began, with the draft', () => {
    const one = aCase('answered');
    const writing = { ...one, state: 'claimed' as const, draft: aCase('claimed').draft };
    expect(settled(writing, present(asked, away))).toMatchObject({
      state: 'answered',
      draft: { text: 'хат' },
    });
  });

  it('of a returned letter has until the end of the next working day, whatever is saved', () => {
    const back = returned(aCase('inReview', { flags: ['threat'] }), {
      ...deedOf('author', at('09T12:00')),
      note: '!',
    });
    expect(back.claimExpiresAt).toEqual(at('12T18:00'));
    expect(saved(back, typed(back, at('12T10:00'))).claimExpiresAt).toEqual(at('12T18:00'));
    expect(settled(back, present(at('12T17:59'))).state).toBe('claimed');
    expect(settled(back, present(at('09T12:00'), away)).state).toBe('waiting');
  });
});

describe('a letter', () => {
  it('answers only what its writer had seen: what came later keeps its own deadline', () => {
    const one = said(aCase('claimed'), aMessage('later', at('07T09:00')), present(at('07T09:00')));
    const out = publish(one, at('07T10:00'));
    expect([out.state, out.dueAt]).toEqual(['replied', at('14T18:00')]);
    expect(out.messages.at(-1)).toMatchObject({ answers: ['one'] });
    const all = publish(one, at('07T10:00'), true);
    expect([all.state, all.dueAt]).toEqual(['answered', null]);
  });

  it('after a new flag or danger words needs a second pair of eyes, until one stands that answers them', () => {
    expect(needsSecondPair(aCase('waiting'))).toBe(false);
    for (const story of [{ flags: ['threat'] }, { hasDanger: true }]) {
      expect(needsSecondPair(aCase('claimed', story))).toBe(true);
      const answered = aCase('answered', story);
      expect(needsSecondPair(answered)).toBe(false);
      const letter = answered.messages.at(-1)!;
      expect(needsSecondPair(withdrawn(answered, { ...deedOf('author', asked), letter }))).toBe(true);
    }
    const joined = joinedBy(
      aCase('answered'),
      anAttempt('two', { flags: ['threat'] }),
      'joined',
      present(asked),
    );
    expect(needsSecondPair(joined)).toBe(true);
  });

  it('goes out without one only where nobody could read it, at once with danger words, else when it is due', () => {
    const alone = { lead: { isActive: false }, otherLead: { isActive: false } };
    const may = (one: Case, now: Date, changes = {}) => {
      const there = present(now, changes);
      const settledOne = settled(one, there);
      return [
        goesAlone(settledOne, actorOf('author'), there),
        refusal('publish', settledOne, actorOf('author'), there),
      ];
    };
    const flagged = aCase('inReview', { flags: ['threat'] });
    expect(may(flagged, asked)).toEqual([false, 'forbidden']);
    expect(may(flagged, asked, alone)).toEqual([false, 'forbidden']);
    expect(may(flagged, day.one, alone)).toEqual([true, null]);
    expect(may(aCase('inReview', { hasDanger: true }), asked, alone)).toEqual([true, null]);
  });

  it('in review waits for everybody again where author and leads are gone', () => {
    const alone = { lead: { isActive: false }, otherLead: { isActive: false } };
    const one = aCase('inReview', { flags: ['threat'] });
    expect(settled(one, present(asked, away)).state).toBe('inReview');
    expect(settled(one, present(asked, { ...away, ...alone }))).toMatchObject({
      ...{ state: 'waiting', author: null, draft: { text: 'хат' } },
    });
  });

  it('that is withdrawn gives back what was left of the time, a working day at least', () => {
    const late = { ...aCase('claimed'), dueAt: at('05T11:00') };
    const out = publish(late, at('05T10:30'));
    const letter = out.messages.at(-1)!;
    expect(withdrawn(out, { ...deedOf('author', at('08T12:00')), letter }).dueAt).toEqual(at('09T18:00'));
    const early = publish(aCase('claimed'), asked);
    const much = withdrawn(early, { ...deedOf('author', at('08T10:00')), letter: early.messages.at(-1)! });
    expect(much.dueAt).toEqual(at('15T18:00'));
  });

  it('that answered nothing leaves no deadline when it is withdrawn', () => {
    const on = { ...aCase('answered'), draft: aCase('claimed').draft, state: 'claimed' as const };
    const out = publish(on, at('06T10:00'));
    const second = out.messages.at(-1)!;
    expect(withdrawn(out, { ...deedOf('author', at('06T11:00')), letter: second }).dueAt).toBeNull();
  });
});

describe('a case', () => {
  it('that was answered goes to its earlier author first, for half of the time left', () => {
    const one = aCase('replied');
    expect(one.reservedUntil).toEqual(at('08T09:30'));
    const free = (who: 'author' | 'colleague', now: Date, changes = {}) =>
      isFree(one, actorOf(who), present(now, changes));
    expect([free('author', asked), free('colleague', asked)]).toEqual([true, false]);
    expect(free('colleague', at('08T09:30'))).toBe(true);
    expect(free('colleague', asked, away)).toBe(true);
    expect(aCase('replied', { hasDanger: true }).reservedUntil).toBeNull();
    expect(said(one, aMessage('danger', asked, true), present(asked)).reservedUntil).toBeNull();
  });

  it('is closed when nobody wrote for sixty days', () => {
    const one = aCase('answered');
    const then = new Date(asked.getTime() + 60 * 86_400_000);
    expect(nextMoment(one)).toEqual(then);
    expect(settled(one, present(new Date(then.getTime() - 1))).state).toBe('answered');
    expect(settled(one, present(then))).toMatchObject({ state: 'closed', outcome: 'noReply' });
  });

  it('is overdue from its deadline on, until it is answered', () => {
    const one = aCase('waiting');
    expect(nextMoment(one)).toEqual(day.five);
    const late = settled(one, present(day.five));
    expect([late.isOverdue, nextMoment(late)]).toEqual([true, null]);
    expect(settled(one, present(asked))).toBe(one);
  });

  it('without one of its attempts has nothing that was said about it alone, and no draft', () => {
    const two = anAttempt('two', { askedAt: at('06T10:00') });
    const one = joinedBy(aCase('claimed'), two, 'request', present(at('06T10:00')));
    const left = withoutAttempt(one, 'one', byLaw)!;
    expect(left).toMatchObject({ state: 'waiting', draft: null, author: null, dueAt: at('13T18:00') });
    expect(JSON.stringify(left)).not.toContain('"one"');
    expect(left.version).toBe(one.version + 1);
    expect(withoutAttempt(left, 'two', byLaw)).toBeNull();
    expect(withoutAttempt(aCase('closed'), 'other', byLaw)).toMatchObject({ state: 'closed' });
  });
});
