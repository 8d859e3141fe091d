/** Seals as a browser does: WebCrypto only, and the server's public key as it is published. */
import { webcrypto } from 'node:crypto';

const { subtle } = webcrypto;
const curve = { name: 'ECDH', namedCurve: 'P-256' };
const encode = (text: string) => new TextEncoder().encode(text);

export interface PublishedKey {
  id: string;
  key: string;
}

export async function sealText({ id, key }: PublishedKey, text: string): Promise<string> {
  const serverKey = await subtle.importKey('raw', Buffer.from(key, 'base64url'), curve, false, []);
  const own = (await subtle.generateKey(curve, false, ['deriveBits'])) as webcrypto.CryptoKeyPair;
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: serverKey }, own.privateKey, 256);
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const textKey = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info: encode('self-check sealed attempt') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const ciphertext = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, textKey, encode(text)));
  return `${id}.${Buffer.concat([ephemeral, iv, ciphertext]).toString('base64url')}`;
}
