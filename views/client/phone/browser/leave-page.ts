/** A page that is left: what is under way would be lost, or hold up every other page. */
import type { PhoneState } from '../state/state';
import { leaving } from '../storage/leaving';

interface Left {
  scene: { state: PhoneState };
  isWriting: boolean;
}

export function endWriting({ isWriting, scene: { state } }: Left): void {
  leaving.endTransactions();
  if (isWriting && state.attempt) void leaving.putAtOnce(state.attempt).catch(() => undefined);
}
