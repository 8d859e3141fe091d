/** What the type check knows of every view: see as-typescript.ts. */

import type { helpView } from '../../core/pages/help.view';
import type { FurtherLine } from '../../core/pages/help-lines';
import type { LanguageChoice } from '../../core/text/language-choices';
import type { Language } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';

/** What the server gives every view without being asked; the phone those of a student's page that it draws. */
export interface Given {
  t: Translate;
  language: Language;
  /** To choose from, in the order in which they are offered. */
  languages: readonly LanguageChoice[];
  /** For numbers that a script writes, parted by spaces: see LanguageRules. */
  numberTags: string;
  /** Of a form. */
  csrfToken: string;
  /** From 'student.css' to where its built file is. */
  asset(name: string): string;
  /** Scripts that the first question waits for. */
  firstScripts: string[];
  /** The address that is shown. */
  path: string;
  help: ReturnType<typeof helpView>;
  /** Help lines beside 111 and 112, of all regions: the phone chooses. */
  furtherHelp: readonly FurtherLine[];
  user: { name: string; roleLabel: string } | null;
  nav: { href: string; label: string; isCurrent: boolean }[];
  /** Colleagues' requests to be let in that the signed-in reader may confirm. */
  waitingResets: number;
  quickExitUrl: string;
  /** What is begun from here, `<id>/<version>`; empty where it has yet to be chosen. */
  questionnaire: string;
  /** From which it is chosen, as JSON; null where there is nothing to choose. */
  offers: string | null;
  /** The age from which a psychologist is offered. */
  offersFromAge: number;
}

/** What a part takes of its own. */
type Taken<Draw> = Draw extends (locals: infer Locals) => string ? Omit<Locals, keyof Given> : never;

/** What is left to hand on: whatever the including view takes by the same name goes on by itself. */
type Handed<Part, Own> = {
  [Name in keyof Part as Name extends keyof Own
    ? Own[Name] extends Part[Name]
      ? never
      : Name
    : Name]: Part[Name];
} & Partial<Part>;

/** @template Parts by the path that includes them @template Own what the including view takes */
export type Include<Parts, Own> = <Path extends keyof Parts>(
  path: Path,
  ...more: object extends Handed<Taken<Parts[Path]>, Own>
    ? [more?: Handed<Taken<Parts[Path]>, Own>]
    : [more: Handed<Taken<Parts[Path]>, Own>]
) => string;
