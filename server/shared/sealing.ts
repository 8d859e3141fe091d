import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** 256-bit keys by id; new texts are sealed with `current`, old ones open with the key they name. */
export interface Keyring {
  current: string;
  keys: Record<string, Buffer>;
}

/** All of them, the current one first. */
export function ringKeys({ current, keys }: Keyring): [Buffer, ...Buffer[]] {
  const { [current]: first, ...others } = keys;
  if (!first) throw new Error(`key ${current} is missing`);
  return [first, ...Object.values(others)];
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; the answer is `<key id>.<base64url of iv, tag and ciphertext>`. `context` must be the same to open. */
export function seal(ring: Keyring, plain: string, context: string): string {
  const key = ring.keys[ring.current];
  if (!key) throw new Error(`sealing key ${ring.current} is missing`);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${ring.current}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Returns null when the text was not sealed by us, was changed, belongs to another context, or its key is gone. */
export function open(ring: Keyring, sealed: string, context: string): string | null {
  const dot = sealed.indexOf('.');
  const key = ring.keys[sealed.slice(0, Math.max(dot, 0))];
  const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
  if (!key || bytes.length < ivBytes + tagBytes) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** HMAC-SHA-256 as base64url: how codes and addresses are turned into something that cannot be turned back. */
export function keyedHash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
