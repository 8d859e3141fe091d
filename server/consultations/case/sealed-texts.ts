/** Free texts at rest: AES-256-GCM with the case's id as context, so that no text can be moved to another case. */
import { type Keyring, open, seal } from '../../shared/sealing';
import type { Case } from './case.types';

export const sealText = (ring: Keyring, caseId: string, text: string): string => seal(ring, text, caseId);

/** @throws Error when a text cannot be opened: its key is missing, or the stored text was tampered with. */
function openText(ring: Keyring, caseId: string, sealed: string): string {
  const text = open(ring, sealed, caseId);
  if (text === null) throw new Error('A consultation cannot be opened with the present keys');
  return text;
}

/** The case as it was read from the store, with every text in the clear. */
export function openTexts(ring: Keyring, sealed: Case): Case {
  const opened = (text: string) => openText(ring, sealed.id, text);
  return {
    ...sealed,
    draft: sealed.draft && { ...sealed.draft, text: opened(sealed.draft.text) },
    returnNote: sealed.returnNote && opened(sealed.returnNote),
    letters: sealed.letters.map((letter) => ({ ...letter, text: opened(letter.text) })),
    replies: sealed.replies.map((reply) => ({ ...reply, text: opened(reply.text) })),
  };
}
