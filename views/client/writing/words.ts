/** What the page's script says; the server brings it in the page's language. */
export interface Words {
  saving: string;
  unsaved: string;
  /** With `§` for the time. */
  saved: string;
  failed: string;
  refused: string;
  signedOut: string;
  otherAccount: string;
  /** With `§` for a number of signs. */
  left: string;
  over: string;
  restored: string;
  restoredBeside: string;
  notKept: string;
}

export const wordsOf = (form: HTMLFormElement): Words => JSON.parse(form.dataset.words ?? '{}');
