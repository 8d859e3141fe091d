/** A mail server on this machine that takes everything, or nothing; it speaks as much SMTP (RFC 5321) as one mail needs. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface MailServer {
  port: number;
  /** Each mail as it was sent: who it is for, and all its lines. */
  mails: { to: string; text: string }[];
  /** What was said to sign in, decoded. */
  signedIn: string[];
  /** From now on every mail is refused with these words; null to take them again. */
  refuse(words: string | null): void;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  const signedIn: string[] = [];
  let refusal: string | null = null;
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let [to, body] = ['', null as string[] | null];
    const answer = (line: string): void => {
      if (body) {
        if (line !== '.') return void body.push(line);
        mails.push({ to, text: body.join('\n') });
        body = null;
        return void say('250 taken');
      }
      if (/^EHLO/i.test(line)) return void socket.write('250-here\r\n250 AUTH PLAIN\r\n');
      if (/^AUTH PLAIN/i.test(line)) {
        signedIn.push(Buffer.from(line.slice(11), 'base64').toString('utf8').replaceAll('\0', ' ').trim());
        return void say('235 in');
      }
      if (/^RCPT/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        return void say(refusal ? `550 ${refusal}` : '250 known');
      }
      if (/^DATA/i.test(line)) {
        body = [];
        return void say('354 go on');
      }
      say(/^QUIT/i.test(line) ? '221 bye' : '250 fine');
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line);
    });
    socket.on('error', () => undefined);
    say('220 here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    signedIn,
    refuse(words) {
      refusal = words;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a mail says, whatever it was packed in. */
export function readMail({ text }: { text: string }): string {
  const [head = '', ...body] = text.split('\n\n');
  const subject = head
    .replace(/\n\s+/g, '')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, packed) => Buffer.from(packed, 'base64').toString('utf8'))
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, packed) => unquoted(packed.replaceAll('_', ' ')));
  const packed = body.join('\n\n');
  const isBase64 = /base64/i.test(head);
  return `${subject}\n\n${isBase64 ? Buffer.from(packed, 'base64').toString('utf8') : unquoted(packed.replace(/=\n/g, ''))}`;
}

const unquoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
