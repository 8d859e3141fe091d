/** A browser without JavaScript: keeps cookies, follows redirects, reads pages, fills in and sends their real forms. */
import type { Server } from 'node:http';
import { type HTMLElement, parse } from 'node-html-parser';
import supertest from 'supertest';

export type Fields = Record<string, string | string[]>;

/** With ordinary spaces, as texts are written before they are typeset. */
export const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

export class Page {
  private parsed: HTMLElement | undefined;

  constructor(
    readonly status: number,
    readonly path: string,
    readonly body: string,
    readonly headers: Record<string, string>,
  ) {}

  get html(): HTMLElement {
    this.parsed ??= parse(this.body);
    return this.parsed;
  }

  /** The text a reader sees, with white space folded. */
  get text(): string {
    const body = this.html.querySelector('body') ?? this.html;
    return body.structuredText.replace(/\s+/g, ' ').trim();
  }

  get title(): string {
    return plain(this.html.querySelector('h1')?.text.trim() ?? '');
  }

  /** The form that goes to `action` (or the main column's first one). */
  form(action?: string): HTMLElement {
    const forms = this.html.querySelectorAll(action ? 'form' : 'main form');
    const form = forms.find((one) => !action || one.getAttribute('action') === action);
    if (!form) throw new Error(`no form ${action ?? ''} on ${this.path}:\n${this.text.slice(0, 600)}`);
    return form;
  }
}

export class Visitor {
  private readonly agent;
  page: Page = new Page(0, '', '', {});

  constructor(server: Server | string, language: 'kk' | 'ru') {
    this.agent = supertest
      .agent(server)
      .set('Accept', 'text/html')
      .set('Accept-Encoding', 'identity')
      .set('Accept-Language', language) as ReturnType<typeof supertest.agent>;
  }

  async open(path: string): Promise<Page> {
    return this.read(path, await this.agent.get(path));
  }

  /** Sends a form of the present page with its hidden fields and defaults, overwritten by `fields`. */
  async submit(fields: Fields = {}, action?: string): Promise<Page> {
    const form = this.page.form(action);
    const path = form.getAttribute('action') || this.page.path;
    return this.send(path, { ...defaultsOf(form), ...fields });
  }

  /** Posts exactly these fields, as a hostile client would. */
  async send(path: string, fields: Fields): Promise<Page> {
    return this.read(path, await this.agent.post(path).type('form').send(encode(fields)));
  }

  /** A file as the bytes that were sent. */
  async download(path: string, headers: Record<string, string> = {}): Promise<supertest.Response> {
    return this.agent
      .get(path)
      .set(headers)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
  }

  /** The raw agent, for headers. */
  get raw() {
    return this.agent;
  }

  private async read(path: string, response: supertest.Response): Promise<Page> {
    if (response.status >= 300 && response.status < 400 && response.headers.location) {
      return this.open(response.headers.location);
    }
    this.page = new Page(
      response.status,
      path,
      response.text ?? '',
      response.headers as Record<string, string>,
    );
    return this.page;
  }
}

function encode(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  );
  return new URLSearchParams(pairs).toString();
}

/** What a browser would send if nothing was touched. */
function defaultsOf(form: HTMLElement): Fields {
  const fields: Fields = {};
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name');
    const type = input.getAttribute('type') ?? 'text';
    if (!name || type === 'submit' || (/radio|checkbox/.test(type) && !input.hasAttribute('checked')))
      continue;
    fields[name] = [fields[name] ?? [], input.getAttribute('value') ?? ''].flat();
  }
  for (const area of form.querySelectorAll('textarea')) fields[area.getAttribute('name') ?? ''] = area.text;
  for (const select of form.querySelectorAll('select')) {
    const chosen = select.querySelector('option[selected]') ?? select.querySelector('option');
    fields[select.getAttribute('name') ?? ''] = chosen?.getAttribute('value') ?? '';
  }
  return fields;
}
