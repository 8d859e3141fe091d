/** Whether a write failed because another record has its `_id`, the one unique key; the number is MongoDB's. */
const isTaken = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000;

/** @returns what the write returns; null where its `_id` is taken */
export async function nullWhenTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (isTaken(error)) return null;
    throw error;
  }
}
