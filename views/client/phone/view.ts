/** Draws a page of the server on the phone: what the build makes of a template, called with its locals. */
export type Locals = Record<string, unknown>;
export type View = (locals: Locals) => string;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** As EJS escapes: nothing for a value that is not there. */
const escapeHtml = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : String(value).replace(/[&<>"']/g, (symbol) => escapes[symbol] as string);

/** @param parts the views that it includes, by the path it names */
export function view(
  body: (
    locals: Locals,
    escapeFn: typeof escapeHtml,
    include: (path: string, more?: Locals) => string,
  ) => string,
  parts: Record<string, View>,
): View {
  return (locals) => body(locals, escapeHtml, (path, more) => (parts[path] as View)({ ...locals, ...more }));
}
