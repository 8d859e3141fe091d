/** Staff who came in through the real pages: an account made by the service, a password chosen through its link. */
import type { Role } from '../../../server/shared/roles';
import type { Site } from './site';
import type { Visitor } from './visitor';

export const password = 'жеті ұл бір атаның';

interface Wishes {
  name?: string;
  login?: string;
  /** KATO codes; none means all. */
  regions?: string[];
  language?: 'kk' | 'ru';
}

let made = 0;

export interface Invited {
  id: string;
  login: string;
  /** The path of the one-time link. */
  link: string;
}

/** An account whose owner has not yet chosen a password. */
export async function invited(site: Site, role: Role, wishes: Wishes = {}): Promise<Invited> {
  made += 1;
  const plan = {
    login: `${role}${made}`,
    name: `Айгүл ${made}`,
    regions: [],
    language: 'kk',
    ...wishes,
    role,
  } as const;
  const outcome = await site.services.accounts.create({
    plan: { ...plan, regions: [...plan.regions] },
    actor: null,
    now: site.clock.now,
  });
  if ('fault' in outcome) throw new Error(`no account: ${outcome.fault}`);
  return { id: outcome.account.id, login: plan.login, link: `/staff/invitation/${outcome.token}` };
}

export type Signed = Visitor & { account: Invited };

/** A visitor with the role, signed in. */
export async function signedIn(site: Site, role: Role, wishes: Wishes = {}): Promise<Signed> {
  const account = await invited(site, role, wishes);
  const visitor = site.visitor(wishes.language ?? 'kk');
  await visitor.open(account.link);
  await visitor.submit({ password, passwordAgain: password });
  return Object.assign(visitor, { account });
}

/** The same person at one more browser. */
export async function signInAgain(site: Site, login: string, language: 'kk' | 'ru' = 'kk'): Promise<Visitor> {
  const visitor = site.visitor(language);
  await visitor.open('/staff/sign-in');
  await visitor.submit({ login, password });
  return visitor;
}

/** What the browser was told to keep, by name; an empty text where it was told to forget. */
export function cookiesIn(response: { headers: Record<string, unknown> }): Record<string, string> {
  const lines = [response.headers['set-cookie'] ?? []].flat() as string[];
  return Object.fromEntries(
    lines.map((line) => {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
    }),
  );
}
