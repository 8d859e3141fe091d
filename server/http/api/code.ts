import type { Request } from 'express';
import { isCode } from '../../core/attempt/code';
import { Problem } from '../../shared/problems';

/** The code of `Authorization: Code <code>`. @throws Problem wrongCode, as for a code that opens nothing */
export function codeOf(req: Request): string {
  const [scheme, code = ''] = (req.get('authorization') ?? '').split(/ +/, 2);
  if (scheme?.toLowerCase() !== 'code' || !isCode(code)) throw new Problem('wrongCode');
  return code;
}
