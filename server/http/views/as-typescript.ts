/** A view as the type check reads it; scripts/check-views.mjs writes it where `tsc` looks. */
import { always, emptyLines, linesIn, type Piece, type Template } from './template';

function checkedStatement({ kind, text, lines }: Piece): string {
  switch (kind) {
    case 'code':
      return text;
    case 'escaped':
      return `;print(${text});`;
    case 'raw':
      return `;printRaw(${text});`;
    default:
      return emptyLines(lines);
  }
}

/**
 * The view as a module for the type check, line by line: what it takes, what it does with it, and what it hands to its parts.
 * Relative imports in it count from the view's own folder.
 * @param path of the view below views/
 */
export function asTypeScript({ names, type, parts, pieces }: Template, path: string): string {
  const root = path.split(/[\\/]/).map(() => '..');
  const head = [
    `import type { Given, Include } from '${root.join('/')}/server/http/views/types';`,
    'declare const print: (text: string | number) => void;',
    'declare const printRaw: (html: string) => void;',
    'declare const lack: (name: string) => never;',
    `declare const include: Include<{ ${parts.map((part) => `'${part}': typeof import('./${part}').draw`).join('; ')} }, Own>;`,
  ].join(' ');
  const parameters = [...always, ...names].join(', ');
  const own = type.trimEnd();
  const takes = pieces.findIndex(({ kind }) => kind === 'takes');
  const linesUpToType = pieces.slice(0, takes + 1).reduce((sum, { lines }) => sum + lines, 0) - linesIn(type);
  const opening = `type Own = ${own}; export const draw = ({ ${parameters} }: Given & Own): string => {`;
  const body = pieces.slice(takes + 1).map(checkedStatement);
  const ending = `void [${always.join(', ')}, print, printRaw, lack, include]; return ''; };`;
  return [
    ...[head, emptyLines(linesUpToType), opening, emptyLines(linesIn(type) - linesIn(own))],
    ...body,
    `\n${ending}\n`,
  ].join('');
}
