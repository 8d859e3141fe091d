/** The code of this phone, its QR drawn by the small variant of the library. */
import { correction, generate } from 'lean-qr/nano';
import { type CodeCard, codeCard as codeCardOf } from '../../../../../server/core/pages/result/code-card';

const qrOf = (link: string) => generate(link, { minCorrectionLevel: correction.M });

export const codeCard = (code: string): CodeCard => codeCardOf(code, location.origin, qrOf);
