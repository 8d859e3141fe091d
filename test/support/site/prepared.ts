/** What leads have filled in on a site that is in use: without it a psychologist is offered to nobody under 18. */
import type { Connection } from 'mongoose';

const lead = { id: 'a-lead', name: 'Айгүл 0' };
const duty = { from: '2026-01-01', until: '2026-01-31', lead, deputy: null };
const procedure = { kk: 'Әуелі басшыға хабарлаңыз.', ru: 'Сначала сообщите руководителю.' };

const safeguardingIn = (connection: Connection) => connection.collection<{ _id: string }>('safeguarding');

/** Somebody was on call long ago, so that today's red line is there. */
export async function prepareSafeguarding(connection: Connection): Promise<void> {
  const first = { rota: [duty], procedure, version: 1 };
  await safeguardingIn(connection).updateOne({ _id: 'this' }, { $setOnInsert: first }, { upsert: true });
}

/** As on a new site. */
export async function forgetSafeguarding(connection: Connection): Promise<void> {
  await safeguardingIn(connection).deleteOne({ _id: 'this' });
}
