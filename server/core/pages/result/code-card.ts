/** The code as server and phone show it: four groups, and a QR that opens `/my` with the code. */
import { formatCode, normaliseCode } from '../../attempt/code';

/** A QR's squares without a margin; true for a dark one. */
export interface QrSquares {
  readonly size: number;
  get(x: number, y: number): boolean;
}

export interface CodeCard {
  groups: string[];
  /** Markup of our own drawing. */
  qrSvg: string;
  /** Its squares row by row, 1 for a dark one; for the picture that can be saved. */
  qrRows: string;
}

/** The code stands in the fragment, which no server sees. */
const addressOf = (code: string, origin: string): string => `${origin}/my#${normaliseCode(code)}`;

export function codeCard(code: string, origin: string, qrOf: (link: string) => QrSquares): CodeCard {
  const qr = qrOf(addressOf(code, origin));
  const places = Array.from({ length: qr.size }, (_, place) => place);
  const rows = places.map((y) => places.map((x) => qr.get(x, y)));
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return {
    groups: formatCode(code).split('-'),
    qrSvg: `<svg viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges"><path d="${path.join('')}"/></svg>`,
    qrRows: rows.map((row) => row.map(Number).join('')).join(' '),
  };
}
