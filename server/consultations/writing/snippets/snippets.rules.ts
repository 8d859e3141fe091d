/** Texts that psychologists write again and again: one's own, and those that a lead shares with everybody. Pure. */
import type { Language } from '../../../core/text/languages';
import type { Actor } from '../../../shared/roles';

export interface Snippet {
  id: string;
  /** Account id. */
  ownerId: string;
  isShared: boolean;
  language: Language;
  title: string;
  text: string;
  version: number;
}

export const longestTitle = 80;
export const longestSnippet = 2_000;
/** Of one person; more would be found by nobody. */
export const mostSnippets = 100;

type Reader = Pick<Actor, 'accountId' | 'role'>;

export const maySee = ({ isShared, ownerId }: Snippet, { accountId }: Reader): boolean =>
  isShared || ownerId === accountId;

export const mayShare = ({ role }: Reader): boolean => role === 'lead';

/** What is shared belongs to all leads. */
export const mayChange = (snippet: Snippet, actor: Reader): boolean =>
  snippet.isShared ? mayShare(actor) : snippet.ownerId === actor.accountId;

/** One's own first, each part by title. */
export const inOrder = (snippets: readonly Snippet[], language: Language): Snippet[] =>
  snippets.toSorted(
    (one, other) =>
      Number(one.isShared) - Number(other.isShared) || one.title.localeCompare(other.title, language),
  );
