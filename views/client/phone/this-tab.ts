/** What belongs to this tab and ends with it: whose test it is, so that on a shared phone nothing else goes on; and a code. */
const key = 'test';
const codeKey = 'code';

export const thisTab = {
  holds(attemptId: string): void {
    sessionStorage.setItem(key, attemptId);
  },
  isHolding(attemptId: string | undefined): boolean {
    return attemptId !== undefined && sessionStorage.getItem(key) === attemptId;
  },
  hasCode(code: string): void {
    sessionStorage.setItem(codeKey, code);
  },
  code(): string | undefined {
    return sessionStorage.getItem(codeKey) ?? undefined;
  },
  holdsNothing(): void {
    sessionStorage.removeItem(key);
    sessionStorage.removeItem(codeKey);
  },
};
