/** A session of WebDriver BiDi: JSON over a WebSocket, each answer by the number of its command. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Answer {
  id?: number;
  type: string;
  result?: unknown;
  error?: string;
  message?: string;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Bidi {
  private count = 0;
  private readonly waiting = new Map<number, Waiting>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.take(JSON.parse(String(data)) as Answer));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the browser is gone'));
    });
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(`${url}/session`);
    await once(socket, 'open');
    const bidi = new Bidi(socket);
    await bidi.send('session.new', { capabilities: {} });
    return bidi;
  }

  /** @throws Error as the browser says it */
  send<T>(method: string, params: object): Promise<T> {
    this.count += 1;
    const id = this.count;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: (result) => resolve(result as T), reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  private take({ id, type, result, error, message }: Answer): void {
    if (id === undefined) return;
    const asked = this.waiting.get(id);
    this.waiting.delete(id);
    if (type === 'success') asked?.resolve(result);
    else asked?.reject(new Error(`${error}: ${message}`));
  }
}
