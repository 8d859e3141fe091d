/** Before everything of a code is erased. */
import erase from '../../../../consultations/student/erase.ejs';
import type { Reader } from '../../model/translate';
import type { Drawing } from '../page';

export const drawErase = ({ t }: Reader): Drawing => ({
  view: erase,
  locals: { title: t('consultations:erase.title') },
});
