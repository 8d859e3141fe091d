/** Whether a write failed because another record has one of its unique keys; the number is MongoDB's. */
const isTaken = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000;

/** @returns what the write returns; null where a unique key is taken */
export async function nullWhenTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (isTaken(error)) return null;
    throw error;
  }
}
