import { readBy } from '../../../../server/consultations/migrations/2026-12-01-read-by';

it('gives each message that does not say who opened it that nobody knows, and keeps what newer ones say', () => {
  const messages = [{ id: 'old' }, { id: 'new', readBy: 'account' }, { id: 'unread', readBy: null }];
  const change = readBy.change({ messages });
  expect(change?.set).toEqual({ messages: [{ id: 'old', readBy: null }, messages[1], messages[2]] });
  expect(readBy.change({ ...change?.set })).toBeNull();
});

it('leaves tombstones alone', () => {
  expect(readBy.change({ _id: 'erased', erasedAt: new Date() })).toBeNull();
});
