/** A text of the library: every version of it stays, so that it is always known what a student read. */

import type { Language } from '../core/definition/types';
import type { TextContent, TextKind, TextReference } from '../core/feedback/text-content';
import type { Role } from '../shared/roles';

/** Clinicians only; shown instead of a name. */
export type AuthorRole = Extract<Role, 'psychologist' | 'lead'>;

export type TextState = 'proposed' | 'agreed' | 'declined' | 'withdrawn';

export interface TextVersion extends TextReference {
  questionnaire: string;
  kind: TextKind;
  state: TextState;
  contents: Record<Language, TextContent>;
  /** Came with the software; a change proposed by staff has an author and a reason. */
  isShipped: boolean;
  author: { role: AuthorRole; accountId: string | null };
  reason: string | null;
  /** The version it changes; null for the first. */
  basedOn: number | null;
  writtenAt: Date;
  /** Grows when the author edits the proposal, so that nobody agrees to what they have not read. */
  revision: number;
  decision: { role: AuthorRole; at: Date; note: string | null } | null;
}

/** Without the words themselves. */
export type TextHead = Omit<TextVersion, 'contents'>;
