import { toString as drawQr } from 'qrcode';

/** A QR as a data address, so that a page with a secret link needs no second path for its picture. */
export async function qrPicture(link: string): Promise<string> {
  const svg = await drawQr(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
