/** How long a page of questions was seen; a phone in a pocket does not count, and a wrong clock does not matter. */
export function spentTime() {
  let shownSince = performance.now();
  let spentMs = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) spentMs += performance.now() - shownSince;
    shownSince = performance.now();
  });
  return {
    begin(): void {
      spentMs = 0;
      shownSince = performance.now();
    },
    /** Milliseconds since the last call, or since the page began. */
    take(): number {
      const taken = Math.round(spentMs + (document.hidden ? 0 : performance.now() - shownSince));
      this.begin();
      return taken;
    },
  };
}
