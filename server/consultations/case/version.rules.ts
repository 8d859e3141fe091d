/**
 * The version of a page: what staff did to a case and how many messages it had, `<acts>.<messages>`. An act is refused when
 * a colleague acted since; a text is saved all the same when only the student wrote, and goes out only from a page that
 * shows all messages. Pure.
 */
export interface PageVersion {
  acts: number;
  messages: number;
}

const versionPattern = /^(\d{1,7})\.(\d{1,5})$/;

interface Versioned {
  version: number;
  messages: readonly unknown[];
}

export const versionOf = ({ version, messages }: Versioned): PageVersion => ({
  acts: version,
  messages: messages.length,
});

export const versionText = ({ acts, messages }: PageVersion): string => `${acts}.${messages}`;

/** @returns null for what is no version */
export function versionFrom(text: string): PageVersion | null {
  const [, acts, messages] = versionPattern.exec(text) ?? [];
  return acts && messages ? { acts: Number(acts), messages: Number(messages) } : null;
}
