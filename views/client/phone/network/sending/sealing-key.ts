import { storage } from '../../storage/storage';

/** The server's key, fetched while there is network: see seal.ts. */
export async function keepSealingKey(): Promise<void> {
  const response = await fetch('/api/sealing-key');
  if (response.ok) await storage.putFact('sealingKey', await response.json());
}
