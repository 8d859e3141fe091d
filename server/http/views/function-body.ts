/** A view as the code that draws it: the server compiles it, the build puts it into the phone's scripts. */
import { always, emptyLines, include, isCode, type Piece, type Template } from './template';

/** @returns of what it prints, as an expression; null where it prints nothing */
function printed({ kind, text, lines }: Piece): string | null {
  switch (kind) {
    case 'text':
      return `${JSON.stringify(text)}${emptyLines(lines)}`;
    case 'escaped':
      return `escapeHtml(${text})`;
    case 'raw':
      return `(${text})`;
    default:
      return null;
  }
}

/** Whatever is printed one after the other is one expression. */
function statementsOf(pieces: Piece[]): string {
  let statements = '';
  let isPrinting = false;
  for (const piece of pieces) {
    const expression = printed(piece);
    if (expression !== null) statements += `${isPrinting ? ' + ' : ';$html += '}${expression}`;
    else
      statements += `${isPrinting ? ';' : ''}${piece.kind === 'code' ? piece.text : emptyLines(piece.lines)}`;
    isPrinting = expression !== null;
  }
  return statements;
}

/** A part that is left out takes its tag and the rest of its line with it. */
function withParts(pieces: Piece[], partOf: (path: string) => string | null): Piece[] {
  const isLeftOut = ({ kind, text }: Piece) => {
    const [, path] = /^\s*include\('([^']+)'/.exec(kind === 'raw' ? text : '') ?? [];
    return path !== undefined && partOf(path) === null;
  };
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    if (isLeftOut(piece)) return { ...piece, kind: 'comment' };
    if (before && isLeftOut(before) && piece.kind === 'text')
      return { ...piece, text: piece.text.replace(/^\n/, '') };
    if (!isCode(piece)) return piece;
    return { ...piece, text: piece.text.replace(include, (_call, path) => `include(${partOf(path)}`) };
  });
}

/**
 * @param partOf the expression for a part that is included by this path; null where it draws nothing
 * @returns the body of a function of `locals`, `escapeHtml`, `include` and `lack`
 */
export function functionBody({ names, pieces }: Template, partOf: (path: string) => string | null): string {
  const used = always.filter((name) =>
    pieces.some((piece) => isCode(piece) && new RegExp(`\\b${name}\\b`).test(piece.text)),
  );
  const parameters = names.map((name) => (name.includes('=') ? name : `${name} = lack('${name}')`));
  const statements = statementsOf(withParts(pieces, partOf));
  return `const { ${[...used, ...parameters].join(', ')} } = locals; let $html = '';${statements}; return $html;`;
}
