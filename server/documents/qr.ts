/** QR codes of links, as every page and file shows them; drawn from outlines, so that they print sharply at any size. */
import { correction, generate } from 'lean-qr';
import { toSvgDataURL, toSvgSource } from 'lean-qr/extras/svg';
import type { QrSquares } from '../core/pages/result/code-card';

/** Level M or better: a worn poster or a photographed board is still read with 15 % of the code lost. */
export const qrOf = (link: string): QrSquares => generate(link, { minCorrectionLevel: correction.M });

/** White to two squares around it; the pages add the rest of the quiet zone that readers expect. */
const onWhite = { on: 'black', off: 'white', pad: 2 };

/** A picture to be shown or saved as a file. */
export const qrSvg = (link: string): string => toSvgSource(qrOf(link), onWhite);

/** The same as an address, so that a page with a secret link needs no second path for its picture. */
export const qrDataUrl = (link: string): string => toSvgDataURL(qrOf(link), onWhite);
