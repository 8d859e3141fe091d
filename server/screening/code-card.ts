/** The code as it is shown: four groups, and a QR that opens /my with the code in the fragment, which no server sees. */
import { create as createQr, toString as drawQr } from 'qrcode';
import { formatCode, normaliseCode } from '../core/attempt/code';

export interface CodeCard {
  groups: string[];
  /** Markup of our own drawing. */
  qrSvg: string;
  /** Its squares row by row, 1 for black; for the picture that can be saved. */
  qrRows: string;
}

export async function codeCard(code: string, publicUrl: string): Promise<CodeCard> {
  const address = `${publicUrl}/my#${normaliseCode(code)}`;
  const settings = { errorCorrectionLevel: 'M' } as const;
  const qrSvg = await drawQr(address, { ...settings, type: 'svg', margin: 0 });
  const { data, size } = createQr(address, settings).modules;
  const rows = Array.from({ length: size }, (_, row) =>
    [...data.slice(row * size, (row + 1) * size)].join(''),
  );
  return { groups: formatCode(code).split('-'), qrSvg, qrRows: rows.join(' ') };
}
