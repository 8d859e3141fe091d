/** What cannot be missing, or a mistake of ours. @throws Error that says what was missing */
export function defined<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`);
  return value;
}
