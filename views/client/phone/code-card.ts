/** The code as it is shown, with a QR that opens /my with the code in the fragment, which no server sees. */
import { generate } from 'lean-qr/nano';
import { formatCode, normaliseCode } from '../../../server/core/attempt/code';

export interface CodeCard {
  groups: string[];
  qrSvg: string;
  /** Its squares row by row, 1 for black; for the picture that can be saved. */
  qrRows: string;
}

/** Dark squares by row. */
function qrOf(code: string): boolean[][] {
  const bitmap = generate(`${location.origin}/my#${normaliseCode(code)}`);
  const places = Array.from({ length: bitmap.size }, (_, place) => place);
  return places.map((y) => places.map((x) => bitmap.get(x, y)));
}

export function codeCard(code: string): CodeCard {
  const rows = qrOf(code);
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const qrSvg = `<svg viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path d="${path.join('')}"/></svg>`;
  const qrRows = rows.map((row) => row.map(Number).join('')).join(' ');
  return { groups: formatCode(code).split('-'), qrSvg, qrRows };
}
