/** What a view becomes, on the server and on the phone: a function from what it takes to HTML. */
export type Locals = Record<string, unknown>;
export type View = (locals: Locals) => string;

/** See `functionBody` of server/http/views/function-body.ts. */
type Body = (locals: Locals, include: (part: View, more?: Locals) => string) => string;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

export const escapeHtml = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (symbol) => escapes[symbol] as string);

/** A view is never drawn with a hole. */
export function lack(name: string): never {
  throw new TypeError(`a view was not given "${name}"`);
}

/** A part gets all that the whole has, and more. */
export const viewFrom =
  (body: Body): View =>
  (locals) =>
    body(locals, (part, more) => part({ ...locals, ...more }));
