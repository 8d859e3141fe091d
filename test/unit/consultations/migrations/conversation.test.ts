import { conversation } from '../../../../server/consultations/migrations/2026-11-30-conversation';

const at = (hour: number) => new Date(Date.UTC(2026, 9, 5, hour));
const dayMs = 86_400_000;

const message = (id: string, kind: string, hour: number, more: object = {}) => ({
  ...{ id, kind, attemptIds: ['one'], writtenAt: at(hour), receivedAt: at(hour) },
  ...{ hasDanger: false, corrects: null, ...more },
});
const request = message('one', 'request', 1);
const letter = message('letter', 'letter', 3);

const before = (state: string, more: object = {}) => ({
  ...{
    _id: 'case',
    state,
    attempts: [{ id: 'one', flags: [], askedAt: at(1) }],
    messages: [request, letter],
  },
  ...{ events: [{ act: 'ask' }, { act: 'send' }], dueAt: at(90), answeredAt: at(3), flags: [] },
  ...{ author: { id: 'author', name: 'Асель' }, draft: null, claimExpiresAt: null, ...more },
});
const after = (state: string, more: object = {}) => {
  const document = before(state, more);
  const change = conversation.change(document);
  return { ...document, ...change?.set } as Record<string, unknown>;
};

it.each([
  ['published', 'answered', null],
  ['read', 'answered', null],
  ['closed', 'closed', null],
])('a case that was %s is %s, and nothing is promised', (was, state, dueAt) => {
  expect(after(was)).toMatchObject({ state, dueAt, group: null });
});

it.each([
  ['waiting', 'waiting'],
  ['claimed', 'claimed'],
  ['draft', 'claimed'],
  ['inReview', 'inReview'],
])('a case that was %s is %s and keeps its deadline and its place', (was, state) => {
  const open = { messages: [request], answeredAt: null, flags: ['threat'] };
  expect(after(was, open)).toMatchObject({ state, dueAt: at(90), group: 2 });
});

it('what came after the letter waits with a deadline of its own, sooner with danger words', () => {
  const reply = message('reply', 'reply', 5);
  const messages = [request, letter, reply];
  const dueAt = new Date(at(5).getTime() + 7 * dayMs);
  for (const state of ['replied', 'published'])
    expect(after(state, { messages })).toMatchObject({ state: 'replied', dueAt, group: 3 });
  const danger = { messages: [request, letter, { ...reply, hasDanger: true }] };
  expect(after('replied', danger)).toMatchObject({
    ...{ dueAt: new Date(at(5).getTime() + dayMs), dangerAt: at(5), group: 1 },
  });
});

it('a letter answers what had come when it was written, and a correction the same', () => {
  const late = message('late', 'reply', 4);
  const correction = message('correction', 'letter', 6, { writtenAt: at(2), corrects: 'letter' });
  const { messages, state } = after('published', { messages: [request, letter, late, correction] });
  expect(messages).toMatchObject([
    { answers: [] },
    { answers: ['one'] },
    { answers: [] },
    { answers: ['one'] },
  ]);
  expect(state).toBe('replied');
});

it('an attempt that was looked at without a request has a message of its own', () => {
  const { messages } = after('waiting', { messages: [], answeredAt: null });
  expect(messages).toMatchObject([{ id: 'lookedAt one', kind: 'lookedAt', attemptIds: ['one'] }]);
});

it('history speaks of the same acts by their present names', () => {
  expect(after('read').events).toEqual([{ act: 'request' }, { act: 'sendToReview' }]);
});

it('changes nothing a second time, and no tombstone', () => {
  expect(conversation.change(after('replied'))).toBeNull();
  expect(conversation.change({ _id: 'case', erasedAt: at(1) })).toBeNull();
});
