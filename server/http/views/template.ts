/**
 * The language of the views: HTML with EJS's tags. A view is read into pieces, and its pieces become the body of a function,
 * which the server calls and the build puts into the phone's scripts so that both draw the same; or TypeScript, which the
 * type check reads.
 *
 *   <%@ { title, note = '' }: { title: string; note?: string } %>   what the view takes, as the parameter of a function
 *   <% code %>   <%= printed, escaped %>   <%- printed as it is %>   <%# comment %>
 *
 * `t` and `language` are always there; any other name that has no default must be given. A part is included by its literal
 * path. Indentation is left out, and so are lines with nothing but code. Everything keeps its line, for errors.
 */
type Kind = 'text' | 'comment' | 'takes' | 'code' | 'escaped' | 'raw';

export interface Piece {
  kind: Kind;
  /** As it stands between its marks; a text as it will be printed. */
  text: string;
  /** How many lines it ends. */
  lines: number;
}

export interface Template {
  pieces: Piece[];
  /** `title`, or with its default: `note = ''`. */
  names: string[];
  /** Of an object with these names. */
  type: string;
  /** Paths of the parts it includes, as they are written. */
  parts: string[];
}

const kindOf: Record<string, Kind> = { '': 'code', '#': 'comment', '@': 'takes', '=': 'escaped', '-': 'raw' };

export const linesIn = (text: string): number => text.split('\n').length - 1;
export const emptyLines = (count: number): string => '\n'.repeat(count);

const tag = /<%([#@=-]?)((?:(?!%>)[\s\S])*)%>/g;

/** A line with nothing but code prints nothing: its end goes into its last tag. */
const codeLine = /^[ \t]*((?:<%(?![=-])(?:(?!%>)[\s\S])*%>[ \t]*)+)\n/gm;
const withoutCodeLines = (source: string): string =>
  source.replace(codeLine, (_line, tags: string) => {
    const together = tags.trimEnd().replace(/%>[ \t]+<%/g, '%><%');
    return `${together.slice(0, -'%>'.length)}\n%>`;
  });

function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Kind, text: string, lines = linesIn(text)) => pieces.push({ kind, text, lines });
  const addText = (text: string) => {
    if (text === '') return;
    if (/<%|%>/.test(text)) throw new Error(`a tag that is not closed in ${JSON.stringify(text)}`);
    const beginsLine = pieces.at(-1)?.text.endsWith('\n') ?? true;
    const shown = text.replace(/[ \t]*\n\s*/g, '\n').replace(beginsLine ? /^\s+/ : '', '');
    add(shown ? 'text' : 'comment', shown, linesIn(text));
  };
  let end = 0;
  for (const { 0: whole, 1: mark = '', 2: inner = '', index } of source.matchAll(tag)) {
    addText(source.slice(end, index));
    if (/^[_%]|[-_]$/.test(inner)) throw new Error(`no such tag: ${whole}`);
    add(kindOf[mark] as Kind, inner);
    end = index + whole.length;
  }
  addText(source.slice(end));
  return pieces;
}

/** The parameter of a function whose type is an object's. */
function parametersOf(pieces: Piece[]): Pick<Template, 'names' | 'type'> {
  const [first, ...more] = pieces.filter(({ kind }) => kind === 'takes');
  if (!first) return { names: [], type: '{}' };
  const [, names, type] = /^\s*\{([^}]*)\}\s*(?::([\s\S]*))?$/.exec(first.text) ?? [];
  const stands = pieces.slice(0, pieces.indexOf(first)).every(({ kind }) => kind === 'comment');
  if (names === undefined || !stands || more.length > 0)
    throw new Error('what a view takes stands first and once: <%@ { name }: { name: Type } %>');
  const listed = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { names: listed, type: type ?? '{}' };
}

export const isCode = ({ kind }: Piece): boolean => kind === 'code' || kind === 'escaped' || kind === 'raw';

/** A part and the path by which it is included. */
export const include = /\binclude\((?:'([^']+)')?/g;

function partsIn(pieces: Piece[]): string[] {
  const paths = pieces
    .filter(isCode)
    .flatMap(({ text }) => [...text.matchAll(include)].map(([, path]) => path));
  return [...new Set(paths)].map((path) => {
    if (path === undefined) throw new Error("a part is included by its literal path: include('path')");
    return path;
  });
}

/** @param path for errors @throws Error where a view is not written as it should be */
export function readTemplate(source: string, path: string): Template {
  try {
    const pieces = piecesOf(withoutCodeLines(source.trimEnd()));
    return { pieces, ...parametersOf(pieces), parts: partsIn(pieces) };
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

/** What every view knows without taking it. */
export const always = ['t', 'language'];
