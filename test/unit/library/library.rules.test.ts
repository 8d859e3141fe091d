import {
  refusalOf,
  type Standing,
  shownAmong,
  standingOf,
  type TextAct,
} from '../../../server/library/library.rules';
import type { TextHead, TextState } from '../../../server/library/text.types';

const head = (version: number, state: TextState, isShipped = false): TextHead => ({
  ...{ questionnaire: 'self-diagnosis/v1', id: 'A-low', kind: 'recommendation', version, state, isShipped },
  ...{ author: { role: 'psychologist', accountId: isShipped ? null : 'author' }, reason: null },
  ...{ basedOn: null, writtenAt: new Date(0), revision: 1, decision: null },
});

describe('the version that is shown', () => {
  it.each<[string, TextHead[], number | null]>([
    ['none of nothing', [], null],
    ['the shipped one from the first day', [head(1, 'proposed', true)], 1],
    ['the shipped one while a change waits', [head(1, 'proposed', true), head(2, 'proposed')], 1],
    ['an agreed change', [head(1, 'proposed', true), head(2, 'agreed')], 2],
    ['the newest agreed one', [head(1, 'agreed', true), head(2, 'agreed'), head(3, 'declined')], 2],
    ['the agreed one before a newer shipped one', [head(1, 'agreed', true), head(2, 'proposed', true)], 1],
    [
      'the newest shipped one where none is agreed',
      [head(1, 'proposed', true), head(2, 'proposed', true)],
      2,
    ],
    ['none where everything was taken back', [head(1, 'withdrawn')], null],
  ])('is %s', (_, versions, shown) => {
    expect(shownAmong(versions)?.version ?? null).toBe(shown);
    expect(shownAmong(versions.toReversed())?.version ?? null).toBe(shown);
  });
});

describe('how a version stands', () => {
  const shipped = (version: number) => head(version, 'proposed', true);

  it.each<[TextHead, TextHead, Standing]>([
    [shipped(1), shipped(1), 'proposed'],
    [head(1, 'agreed', true), head(1, 'agreed', true), 'agreed'],
    [head(2, 'proposed'), shipped(1), 'waiting'],
    [shipped(1), shipped(2), 'replaced'],
    [shipped(1), head(2, 'agreed'), 'replaced'],
    [head(1, 'agreed'), head(3, 'agreed'), 'replaced'],
    // A change waits on when an update arrives, until something newer is agreed.
    [head(2, 'proposed'), shipped(3), 'waiting'],
    [head(2, 'proposed'), head(3, 'agreed', true), 'replaced'],
    [shipped(3), head(2, 'agreed'), 'waiting'],
    [head(2, 'declined'), shipped(1), 'declined'],
    [head(2, 'withdrawn'), shipped(1), 'withdrawn'],
  ])('%j beside %j is %s', (version, shown, standing) => {
    expect(standingOf(version, shown)).toBe(standing);
  });
});

describe('who may do what', () => {
  const author = { accountId: 'author', role: 'psychologist' } as const;
  const other = { accountId: 'other', role: 'psychologist' } as const;
  const lead = { accountId: 'lead', role: 'lead' } as const;
  const waiting = head(2, 'proposed');

  it.each<[TextAct, typeof author | typeof other | typeof lead, Standing, string | null]>([
    ['edit', author, 'waiting', null],
    ['edit', other, 'waiting', 'forbidden'],
    ['edit', lead, 'waiting', 'forbidden'],
    ['edit', author, 'declined', 'notAllowedNow'],
    ['withdraw', author, 'waiting', null],
    ['withdraw', author, 'replaced', 'notAllowedNow'],
    ['agree', lead, 'waiting', null],
    ['agree', lead, 'proposed', null],
    ['agree', author, 'waiting', 'forbidden'],
    ['agree', lead, 'agreed', 'notAllowedNow'],
    ['agree', lead, 'replaced', 'notAllowedNow'],
    ['decline', lead, 'waiting', null],
    ['decline', lead, 'proposed', 'notAllowedNow'],
    ['decline', author, 'waiting', 'forbidden'],
  ])('%s by %j of one that is %s: %s', (act, actor, standing, refused) => {
    expect(refusalOf(act, waiting, standing, actor)).toBe(refused);
  });
});
