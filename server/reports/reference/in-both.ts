import { defined } from '../../core/defined';
import type { Language } from '../../core/definition/types';

/** What stands at the same place in both languages, place by place. */
export function inBoth<T>({ kk, ru }: Record<Language, readonly T[]>): Record<Language, T>[] {
  return kk.map((own, place) => ({ kk: own, ru: defined(ru[place], 'the same place in Russian') }));
}
