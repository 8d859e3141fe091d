/** Whose phone it is. */
import { phoneView } from '../../../../server/core/pages/phone.view';
import phone from '../../../screening/start/phone.ejs';
import { newCode, newUuid } from '../model/random';
import type { Reader } from '../model/translate';
import type { Drawing, Page } from './page';

export const drawPhone = ({ t }: Reader, form: { chosen?: unknown; errorKey?: string } = {}): Drawing => ({
  view: phone,
  locals: phoneView(t, form),
});

export const phonePage: Page = {
  draw: ({ reader }, typed) => drawPhone(reader, { chosen: typed?.phone }),
  forms: {
    phone({ phone: chosen }, { reader }) {
      if (chosen !== 'own' && chosen !== 'shared')
        return drawPhone(reader, { errorKey: 'screening:phone.error' });
      return { kind: 'choosePhone', isSharedPhone: chosen === 'shared', id: newUuid(), code: newCode() };
    },
  },
};
