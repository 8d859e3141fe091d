/**
 * What nearly every request asks for and hardly anything changes: read from the store at most once in a few seconds. Another
 * process may have changed it, so nothing is kept for longer.
 */
const keptMs = 5_000;

interface Remembered<Value> {
  read(): Promise<Value>;
  /** After a change by this process. */
  forget(): void;
}

/** A failed read is not kept. */
export function rememberBriefly<Value>(read: () => Promise<Value>): Remembered<Value> {
  let kept: { value: Promise<Value>; until: number } | null = null;
  return {
    read() {
      const now = performance.now();
      if (kept && now < kept.until) return kept.value;
      const fresh = { value: read(), until: now + keptMs };
      kept = fresh;
      fresh.value.catch(() => {
        if (kept === fresh) kept = null;
      });
      return fresh.value;
    },
    forget() {
      kept = null;
    },
  };
}
