/**
 * Sealing to the installation: whoever has the public key can close a text that only this server opens. A phone
 * that changes hands closes its unsent attempts so. WebCrypto has every part of it, with the same order of bytes.
 *
 *   sealed = <key id>.<base64url of: ephemeral public key (65), iv (12), AES-256-GCM ciphertext, tag (16)>
 *   AES key = HKDF-SHA-256(x coordinate of ECDH on P-256, salt: ephemeral public key, info: `textInfo`), 32 bytes
 */
import { createDecipheriv, createECDH, createHash, hkdfSync } from 'node:crypto';

export interface SealingKey {
  /** Tells the keys of two installations apart. */
  id: string;
  /** Uncompressed point, 65 bytes. */
  publicKey: Buffer;
  privateKey: Buffer;
}

const curve = 'prime256v1';
const keyInfo = 'self-check sealing key';
const textInfo = 'self-check sealed attempt';

/** Order of P-256 (SEC 2, section 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has, so that no private key is likelier than another (FIPS 186-5, A.2.1). */
const wideBytes = 48;

const pointBytes = 65;
const ivBytes = 12;
const tagBytes = 16;

/** The same pair for the same secret, at every start and in every process. */
export function sealingKeyFrom(secret: Buffer): SealingKey {
  const wide = Buffer.from(hkdfSync('sha256', secret, '', keyInfo, wideBytes)).toString('hex');
  const scalar = (BigInt(`0x${wide}`) % (order - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH(curve);
  pair.setPrivateKey(privateKey);
  const publicKey = pair.getPublicKey();
  const id = createHash('sha256').update(publicKey).digest().subarray(0, 8).toString('base64url');
  return { id, publicKey, privateKey };
}

/** @returns null for a text that was sealed to another key or was changed. */
export function openSealed(key: SealingKey, sealed: string): string | null {
  const [, id, encoded] = /^([\w-]+)\.([\w-]+)$/.exec(sealed) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64url');
  if (id !== key.id || bytes.length < pointBytes + ivBytes + tagBytes) return null;
  const ephemeral = bytes.subarray(0, pointBytes);
  const iv = bytes.subarray(pointBytes, pointBytes + ivBytes);
  const ciphertext = bytes.subarray(pointBytes + ivBytes, -tagBytes);
  try {
    const pair = createECDH(curve);
    pair.setPrivateKey(key.privateKey);
    const shared = pair.computeSecret(ephemeral);
    const textKey = Buffer.from(hkdfSync('sha256', shared, ephemeral, textInfo, 32));
    const decipher = createDecipheriv('aes-256-gcm', textKey, iv).setAuthTag(bytes.subarray(-tagBytes));
    return decipher.update(ciphertext, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
