/** The server as the phones of one person see it, behind a network on which each request and each answer may be lost. */
import { merged } from '../../../server/core/attempt/merge';
import type { StoredCopy } from '../../../views/client/phone/model/stored-copy';
import { type StoredModel, storedModel } from './stored-model';

interface Waiting {
  from: object | null;
  end(isLost: Lost | null): Promise<void>;
}

export type Lost = 'request' | 'answer';

export class SimulatedServer {
  /** Requests that nothing has become of yet, in the order in which they were sent. */
  waiting: Waiting[] = [];
  /** Whoever sends now. */
  sender: object | null = null;
  readonly erased = new Set<string>();
  /** What was asked for besides answers. */
  readonly acts = new Set<string>();
  private readonly attempts = new Map<string, StoredModel>();
  /** Of each attempt that was sent. */
  private readonly codes = new Map<string, string>();
  private readonly erasedCodes = new Set<string>();

  stored(id: string): StoredCopy | null {
    return this.attempts.get(id)?.stored ?? null;
  }

  private model(id: string): StoredModel {
    const known = this.attempts.get(id) ?? storedModel();
    this.attempts.set(id, known);
    return known;
  }

  readonly fetch = (path: string, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const end = async (isLost: Lost | null) => {
        const answer = isLost === 'request' ? null : await this.answer(path, init);
        if (isLost || !answer) return reject(new TypeError('lost'));
        resolve(answer);
      };
      this.waiting.push({ from: this.sender, end });
    });

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const body = JSON.parse(String(init.body ?? 'null'));
    if (path === '/api/sealed-attempts') return this.open(JSON.parse(body.sealed));
    const [, , , id = '', act] = path.split('/');
    if (init.method === 'DELETE') return this.eraseCode(codeIn(init));
    if (body?.code) this.note(id, body.code);
    if (this.erased.has(id)) return plain(410, { code: 'erased' });
    if (act === undefined)
      return init.method === 'GET' && !this.stored(id)
        ? plain(404, { code: 'unknown' })
        : this.model(id).fetch(path, init);
    this.acts.add(`${act} ${id}`);
    return plain(204);
  }

  /** Whatever comes later with the code is refused as well. */
  private eraseCode(code: string): Response {
    this.erasedCodes.add(code);
    for (const [id, of] of this.codes) if (of === code) this.note(id, code);
    return plain(204);
  }

  /** Whose an attempt is, also of one that was never sent. */
  note(id: string, code: string): void {
    this.codes.set(id, code);
    if (!this.erasedCodes.has(code)) return;
    this.erased.add(id);
    this.attempts.delete(id);
  }

  private open({ id, upload, touched, isProfileTouched }: Opened): Response {
    this.note(id, upload.code);
    if (this.erased.has(id)) return plain(410, { code: 'erased' });
    const model = this.model(id);
    const { stored } = model;
    if (stored?.submitted) return plain(200);
    const content = stored ? merged({ ...upload, touched, isProfileTouched }, stored) : upload;
    const sequence = Math.max(stored?.sequence ?? 0, upload.sequence) + 1;
    model.stored = { ...content, sequence, submitted: upload.submitted };
    return plain(200);
  }
}

interface Opened {
  id: string;
  upload: StoredCopy & { code: string };
  touched: string[];
  isProfileTouched: boolean;
}

const codeIn = ({ headers }: RequestInit): string =>
  (new Headers(headers).get('Authorization') ?? '').replace('Code ', '');

const plain = (status: number, body: object = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status });
