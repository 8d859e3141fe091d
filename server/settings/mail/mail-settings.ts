/** The organisation's own mail server, and to whom "something urgent waits" is written. Pure. */
import { z } from 'zod';

export const securities = ['tls', 'startTls', 'none'] as const;

export interface MailServer {
  host: string;
  port: number;
  /** How the way to it is protected: from the beginning, before anything is said, or not at all. */
  security: (typeof securities)[number];
  /** Empty where the server asks for none. */
  user: string;
  /** Sealed; null where there is none. */
  password: string | null;
  /** The sender's address. */
  from: string;
}

export interface MailSettings {
  /** null: no mail is sent. */
  server: MailServer | null;
  isUrgentOn: boolean;
  /** By account. */
  addresses: Record<string, string>;
}

export const noMail: MailSettings = { server: null, isUrgentOn: false, addresses: {} };

export const mailShape = z.object({
  server: z
    .object({
      host: z.string(),
      port: z.number().int(),
      security: z.enum(securities),
      user: z.string(),
      password: z.string().nullable(),
      from: z.string(),
    })
    .nullable(),
  isUrgentOn: z.boolean(),
  addresses: z.record(z.string(), z.string()),
});

/** A name or an address of a machine, without anything around it. */
export const isHost = (typed: string): boolean =>
  /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(typed) && !typed.includes('..');

/** Without protection a password may only go to a server on this machine. */
export const isOnThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3})$/i.test(host);
