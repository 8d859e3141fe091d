/** Free texts at rest: AES-256-GCM; what else is authenticated binds a text to its case and its place in it. */
import { type Keyring, open, seal } from '../../../shared/sealing';
import type { Case, CaseEvent, Draft, Message } from '../case.types';

/** Of one case. */
export interface CaseTexts {
  message(message: Message): Message;
  draft(draft: Draft | null): Draft | null;
  note(note: string | null): string | null;
  event(event: CaseEvent): CaseEvent;
}

function textsBy(change: (text: string, place: string) => string): CaseTexts {
  return {
    message: ({ text, ...message }) => ({
      ...message,
      text: text === null ? null : change(text, `message ${message.id}`),
    }),
    draft: (draft) => draft && { ...draft, text: change(draft.text, 'draft') },
    note: (note) => (note === null ? null : change(note, 'note')),
    event: ({ note, ...event }) =>
      note === undefined
        ? event
        : { ...event, note: change(note, `event ${event.act} ${event.at.toISOString()}`) },
  };
}

const contextOf = (caseId: string, place: string): string => `case ${caseId} ${place}`;

export const sealing = (ring: Keyring, caseId: string): CaseTexts =>
  textsBy((text, place) => seal(ring, text, contextOf(caseId, place)));

/** Each: @throws Error when a text cannot be opened: its key is missing, or the stored text was tampered with. */
const opening = (ring: Keyring, caseId: string): CaseTexts =>
  textsBy((sealed, place) => {
    const text = open(ring, sealed, contextOf(caseId, place));
    if (text === null) throw new Error('A consultation cannot be opened with the present keys');
    return text;
  });

/** The case as it was read from the store, with every text in the clear. @throws Error as `opening` */
export function openTexts(ring: Keyring, sealed: Case): Case {
  const opened = opening(ring, sealed.id);
  return {
    ...sealed,
    draft: opened.draft(sealed.draft),
    returnNote: opened.note(sealed.returnNote),
    messages: sealed.messages.map(opened.message),
    events: sealed.events.map(opened.event),
  };
}
