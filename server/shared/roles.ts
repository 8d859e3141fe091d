export const roles = ['psychologist', 'lead', 'coordinator', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a signed-in member of staff. Respondents have no account; they hold a code. */
export interface Actor {
  accountId: string;
  sessionId: string;
  name: string;
  role: Role;
  /** KATO codes of the regions whose cases a psychologist sees; empty means all. */
  regions: string[];
  mustChangePassword: boolean;
  /** The installation asks for a second factor, and there is none yet. */
  mustSetUpSecondFactor?: boolean;
}

/** Who writes to students. */
export const clinicians = ['psychologist', 'lead'] as const satisfies readonly Role[];
