import { starts } from '../../../server/screening/start/start-limit';
import type { Site } from '../site/site';

/** As if all but a few of those who may begin at this address had begun. @returns how many really had */
export async function nearlyAllBegin({ connection }: Site, left: number): Promise<number> {
  const counters = connection.collection<{ _id: string; count: number }>('counters');
  const [one] = (await counters.find().toArray()).filter(({ _id }) => _id.startsWith(`${starts.name}:`));
  await counters.updateOne({ _id: one!._id }, { $set: { count: starts.most - left } });
  return one!.count;
}
