/**
 * 112 and 111 stand on every page, the same for everybody. Both are calls: children write to the 111 centre through the
 * QR code that hangs in schools, and nothing shows that a text message to 111 arrives on every network.
 */
import type { Profile } from '../attempt/profile-fields';
import type { Language } from '../text/languages';

export const helpLines: readonly { number: string }[] = [{ number: '111' }, { number: '112' }];

/** Where the QR code hangs. */
export const isAtSchool = ({ status }: Profile): boolean =>
  ['school-lower', 'school-upper', 'college'].includes(status);

/** What the administrator has added, as it comes to pages and phones. */
export interface FurtherLine {
  /** KATO code; null for everywhere. */
  region: string | null;
  number: string;
  label: Record<Language, string>;
  href: string;
}
