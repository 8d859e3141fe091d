/** The composition root: stores -> services, in the one direction that features may know each other. */
import type { Connection } from 'mongoose';
import type { Config } from './config';
import type { Keys } from './keys';
import { type CountersStore, countersStore } from './operations/counters.store';
import { checkKeysBelongToStore } from './operations/installation.store';
import type { Clock } from './shared/clock';

export interface Services {
  counters: CountersStore;
}

export interface Ground {
  config: Config;
  keys: Keys;
  connection: Connection;
  clock: Clock;
}

export async function createServices({ keys, connection, clock }: Ground): Promise<Services> {
  await checkKeysBelongToStore(connection, keys.fingerprint, clock());
  const counters = await countersStore(connection);
  return { counters };
}
