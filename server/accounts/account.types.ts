import type { Language } from '../core/definition/types';
import type { Role } from '../shared/roles';

/** Under which somebody works with cases. */
export interface WorkTerms {
  /** In which they write; none means all. */
  languages: Language[];
  /** Local days 'YYYY-MM-DD', both included. */
  absences: { from: string; until: string }[];
  /** Of open cases; null for no limit. */
  mostCases: number | null;
  /** The name that students read; null for none. */
  signsAs: string | null;
}

export const usualTerms: WorkTerms = { languages: [], absences: [], mostCases: null, signsAs: null };

export interface Account {
  id: string;
  /** In lower case; what one signs in with. */
  login: string;
  name: string;
  role: Role;
  /** KATO codes; only psychologists have some, and none means all. */
  regions: string[];
  work: WorkTerms;
  /** Of the interface, unless the reader chose another one in this browser. */
  language: Language;
  isActive: boolean;
  /** False until the person has chosen a password through their link. */
  hasPassword: boolean;
  /** The password was given by someone else and has to be replaced first. */
  mustChangePassword: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
  version: number;
}

/** What an administrator decides about an account. */
export type AccountPlan = Pick<Account, 'login' | 'name' | 'role' | 'regions' | 'language'>;
