/** Sends mail through the organisation's own server. */
import { createTransport } from 'nodemailer';
import { type Keyring, open, seal } from '../../shared/sealing';
import type { SettingsService } from '../settings.service';
import type { MailServer } from './mail-settings';

export interface Mailer {
  sealPassword(password: string): string;
  /** @returns null when the server has taken it, else what went wrong, in the server's or the network's words */
  send(message: { to: string; subject: string; text: string }): Promise<string | null>;
}

const context = 'mail password';
const patienceMs = 10_000;
const longestFault = 300;

interface Parts {
  settings: Pick<SettingsService, 'current'>;
  keys: Keyring;
}

export function mailer({ settings, keys }: Parts): Mailer {
  const transportTo = ({ host, port, security, user, password }: MailServer) =>
    createTransport({
      ...{ host, port, secure: security === 'tls' },
      ...{ requireTLS: security === 'startTls', ignoreTLS: security === 'none' },
      ...(user && { auth: { user, pass: (password && open(keys, password, context)) ?? '' } }),
      ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });

  return {
    sealPassword: (password) => seal(keys, password, context),
    async send(message) {
      const { server } = (await settings.current()).mail;
      if (!server) return 'no mail server is set';
      const transport = transportTo(server);
      try {
        await transport.sendMail({ from: server.from, ...message });
        return null;
      } catch (error) {
        return (error instanceof Error ? error.message : String(error)).slice(0, longestFault);
      } finally {
        transport.close();
      }
    },
  };
}
