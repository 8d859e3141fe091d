/**
 * The key of the copies that a psychologist's unsaved texts have in a tab. It is made from the keys of the texts and given
 * out only to the account itself, so that whoever uses the same computer next finds nothing that can be read.
 */
import { hkdfSync } from 'node:crypto';
import { shortDigestOf } from '../../shared/digest';
import type { Keyring } from '../../shared/sealing';

export interface TabKey {
  /** By which copies of this account are found; stays the same when keys are changed. */
  account: string;
  /** By which a copy names the key it was sealed with. */
  id: string;
  /** 256 bits, base64. */
  key: string;
}

/** @param id of an earlier key that a copy names @returns null where that key is no more */
export function tabKeyOf(ring: Keyring, accountId: string, id = ring.current): TabKey | null {
  const secret = ring.keys[id];
  if (!secret) return null;
  const key = Buffer.from(hkdfSync('sha256', secret, '', `copies in the tabs of ${accountId}`, 32));
  return { account: shortDigestOf(accountId), id, key: key.toString('base64') };
}
