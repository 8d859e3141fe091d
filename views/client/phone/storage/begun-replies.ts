/**
 * A reply that was begun and not sent. On somebody's own phone it lies in the database; on any other it lives in the tab
 * alone, sealed under a key made from the code, so that what a browser writes of its tabs tells nothing.
 */
import { settled, write } from './database';
import { storage } from './storage';
import { tab } from './tab';

/** Whose reply it is, and where it may lie. */
export interface BegunReply {
  attemptId: string;
  code: string;
  isOwnPhone: boolean;
}

const ivBytes = 12;

/** A code has 75 random bits: nothing is to be added to it. @throws TypeError on plain HTTP, where browsers seal nothing */
async function keyOf(code: string): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`reply ${code}`));
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function seal(text: string, { attemptId, code }: BegunReply): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const content = new TextEncoder().encode(JSON.stringify({ attemptId, text }));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(code), content);
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)));
}

/** @throws DOMException where another code sealed it */
async function unseal(sealed: string, { attemptId, code }: BegunReply): Promise<string> {
  const bytes = Uint8Array.from(atob(sealed), (one) => one.charCodeAt(0));
  const iv = bytes.subarray(0, ivBytes);
  const content = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv },
    await keyOf(code),
    bytes.subarray(ivBytes),
  );
  const begun = JSON.parse(new TextDecoder().decode(content));
  return begun.attemptId === attemptId ? begun.text : '';
}

/** In one transaction, so that two tabs do not undo each other. */
const putReply = (attemptId: string, text: string): Promise<void> =>
  write(['facts'], async (of) => {
    const others = await settled<Record<string, string> | undefined>(of('facts').get('replies'));
    const replies = { ...others, [attemptId]: text };
    if (text === '') delete replies[attemptId];
    if (Object.keys(replies).length > 0) of('facts').put(replies, 'replies');
    else of('facts').delete('replies');
  });

export const begunReplies = {
  /** @returns an empty text where none was begun, or where it cannot be read */
  async read(reply: BegunReply): Promise<string> {
    if (reply.isOwnPhone) return (await storage.fact('replies'))?.[reply.attemptId] ?? '';
    const sealed = tab.reply();
    return sealed === undefined ? '' : unseal(sealed, reply).catch(() => '');
  },

  /** @param text empty for one that was sent or given up. @throws where there is no room, or nothing to seal with */
  async write(reply: BegunReply, text: string): Promise<void> {
    if (reply.isOwnPhone) await putReply(reply.attemptId, text);
    else tab.holdReply(text === '' ? null : await seal(text, reply));
  },

  /** To one of these letters. */
  async isAny(attemptIds: string[], { code, isOwnPhone }: Omit<BegunReply, 'attemptId'>): Promise<boolean> {
    for (const attemptId of attemptIds)
      if ((await begunReplies.read({ attemptId, code, isOwnPhone })) !== '') return true;
    return false;
  },

  /** A full disk keeps nobody from wiping. */
  forget: (attemptId: string): Promise<void> =>
    putReply(attemptId, '').catch(() => storage.removeFact('replies')),
};
