/** The form for the code. */
import { isCode } from '../../../../../server/core/attempt/code';
import { enterView } from '../../../../../server/core/pages/my.view';
import enter from '../../../../consultations/student/enter.ejs';
import type { Reader } from '../../model/translate';
import type { Drawing } from '../page';

export interface EnterForm {
  typed?: string | undefined;
  errors?: Record<string, string>;
  isErased?: boolean;
}

export const drawEnter = (
  reader: Reader,
  { typed = '', errors = {}, isErased = false }: EnterForm,
): Drawing => ({
  view: enter,
  locals: enterView(reader, typed, errors, isErased),
});

/** What is wrong with a code before anybody is asked; null where nothing is. */
export function faultOf(typed: string): string | null {
  if (typed.trim() === '') return 'consultations:errors.noCode';
  return isCode(typed) ? null : 'consultations:errors.mistyped';
}
