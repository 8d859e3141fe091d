/** In which tabs of a shared phone somebody's test is open: each holds a lock of its attempt's name for as long as its page stands. */

/** From now on, until this page is left. Without HTTPS a browser has no locks. */
export function stayOpen(attemptId: string): void {
  const forever = () => new Promise<void>(() => undefined);
  void navigator.locks?.request(attemptId, { mode: 'shared' }, forever).catch(() => undefined);
}

/** @returns null where nobody can say */
export async function openAttempts(): Promise<string[] | null> {
  const locks = await navigator.locks?.query();
  return locks ? (locks.held ?? []).flatMap(({ name }) => name ?? []) : null;
}
