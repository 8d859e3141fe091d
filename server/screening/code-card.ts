/** The code as it is shown: four groups, and a QR that opens /my with the code in the fragment, which no server sees. */
import { toString as drawQr } from 'qrcode';
import { formatCode, normaliseCode } from '../questionnaire/code';

export interface CodeCard {
  groups: string[];
  /** Markup of our own drawing. */
  qrSvg: string;
}

export async function codeCard(code: string, publicUrl: string): Promise<CodeCard> {
  const address = `${publicUrl}/my#${normaliseCode(code)}`;
  const qrSvg = await drawQr(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
  return { groups: formatCode(code).split('-'), qrSvg };
}
