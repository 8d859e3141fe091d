import { newRecordBits } from '../../shared/ids';
import type { Migration } from '../../shared/migration';

/** Submitted attempts get the bits that newer ones are stored with; drafts and tombstones have none. */
export const recordBits: Migration = {
  id: '2026-11-30-record-bits',
  fields: ['submittedAt', 'recordBits'],
  change: ({ submittedAt = null, recordBits }) =>
    submittedAt !== null && recordBits === undefined ? { set: { recordBits: newRecordBits() } } : null,
};
