import { countedAlone } from '../../../server/http/guards/limits';
import { starts } from '../../../server/screening/start/start-limit';
import type { Site } from '../site/site';

/**
 * As if all but a few of those who may begin at this address had begun; so many have that the store counts.
 * @returns how many really had
 */
export async function nearlyAllBegin({ connection }: Site, left: number): Promise<number> {
  const counters = connection.collection<{ _id: string; count: number }>('counters');
  const [one] = (await counters.find().toArray()).filter(({ _id }) => _id.startsWith(`${starts.name}:`));
  if (!one) throw new Error('too few have begun');
  await counters.updateOne({ _id: one._id }, { $set: { count: starts.most - countedAlone(starts) - left } });
  return countedAlone(starts) + one.count;
}
