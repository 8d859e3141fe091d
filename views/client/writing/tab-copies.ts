/**
 * Copies of texts that are not saved yet, in this tab alone: they survive a reload, a crash and the end of the session.
 * Each is sealed under the key of the account, so that whoever uses the computer next cannot read it. Browsers have the
 * cipher only over HTTPS and on localhost; elsewhere nothing is kept, which the page says.
 */
import { askSession, isSignedIn, type WritingSession } from './session';

export interface Copy {
  /** What was typed, by the names of the fields. */
  fields: Record<string, string>;
  /** Of the page on which it was typed; empty where it has none. */
  version: string;
  /** It was sent, and what came of it is not known. */
  isSent: boolean;
}

export interface TabCopies {
  account: string;
  put(name: string, copy: Copy): Promise<void>;
  get(name: string): Promise<Copy | null>;
  drop(name: string): void;
}

interface Sealed {
  keyId: string;
  iv: string;
  text: string;
}

export const canKeep = typeof crypto.subtle !== 'undefined';

const ivBytes = 12;

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const keyOf = ({ key }: WritingSession): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', toBytes(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** @returns null where nobody is signed in or the server is not reached */
export async function openTabCopies(): Promise<TabCopies | null> {
  const answer = await askSession();
  if (!isSignedIn(answer)) return null;
  const session: WritingSession = answer;
  const { account } = session;
  const place = (name: string) => `copy ${account} ${name}`;
  const cipher = (name: string, iv: Uint8Array<ArrayBuffer>) => ({
    ...{ name: 'AES-GCM', iv },
    additionalData: new TextEncoder().encode(place(name)),
  });

  /** The key may have been changed since; the server still has the one that a copy names. */
  async function keyFor(keyId: string): Promise<CryptoKey | null> {
    const named = keyId === session.id ? session : await askSession(keyId);
    return isSignedIn(named) && named.account === account ? keyOf(named) : null;
  }

  return {
    account,

    async put(name, copy) {
      if (!canKeep) return;
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const plain = new TextEncoder().encode(JSON.stringify(copy));
      const sealed = await crypto.subtle.encrypt(cipher(name, iv), await keyOf(session), plain);
      const kept: Sealed = { keyId: session.id, iv: toText(iv), text: toText(new Uint8Array(sealed)) };
      sessionStorage.setItem(place(name), JSON.stringify(kept));
    },

    async get(name) {
      const kept = sessionStorage.getItem(place(name));
      if (!canKeep || kept === null) return null;
      const { keyId, iv, text } = JSON.parse(kept) as Sealed;
      const key = await keyFor(keyId);
      if (!key) return null;
      const plain = await crypto.subtle.decrypt(cipher(name, toBytes(iv)), key, toBytes(text));
      return JSON.parse(new TextDecoder().decode(plain)) as Copy;
    },

    drop(name) {
      sessionStorage.removeItem(place(name));
    },
  };
}
