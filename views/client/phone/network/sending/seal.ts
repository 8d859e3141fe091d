/**
 * Seals an unsent attempt so that only the server can read it: P-256 with a key of its own for each attempt, HKDF, AES-GCM
 * (see server/shared/sealing-key.ts). Browsers offer this on HTTPS and localhost only.
 */

import type { Act, LocalAttempt } from '../../model/attempt';
import type { Facts, Sealed } from '../../model/kept';
import { isProfileTouched, uploadOf } from '../../model/stored-copy';

export const canSeal = (): boolean => crypto.subtle !== undefined;

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64Url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const curve = { name: 'ECDH', namedCurve: 'P-256' };

export async function seal(
  attempt: LocalAttempt,
  acts: Act[],
  { id, key }: Facts['sealingKey'],
): Promise<Sealed> {
  const { subtle } = crypto;
  const serverKey = await subtle.importKey('raw', fromBase64Url(key), curve, false, []);
  const own = await subtle.generateKey(curve, false, ['deriveBits']);
  const ownPublic = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: serverKey }, own.privateKey, 256);
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('self-check sealed attempt');
  const aes = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: ownPublic, info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(
    JSON.stringify({
      ...{ id: attempt.id, upload: uploadOf(attempt), touched: attempt.touched },
      isProfileTouched: isProfileTouched(attempt),
      acts: sealedActs(acts),
    }),
  );
  const text = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, aes, plain));
  const whole = new Uint8Array(ownPublic.length + iv.length + text.length);
  whole.set(ownPublic);
  whole.set(iv, ownPublic.length);
  whole.set(text, ownPublic.length + iv.length);
  return { id: attempt.id, sealed: `${id}.${toBase64Url(whole)}` };
}

/** What can be done on somebody's behalf when only the server reads it. */
function sealedActs(acts: Act[]) {
  return acts.flatMap((act): object[] => {
    if (act.kind === 'feedback') return [{ kind: act.kind, satisfaction: act.satisfaction }];
    return act.kind === 'consultation' ? [{ kind: act.kind }] : [];
  });
}
