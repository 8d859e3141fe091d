/** The code, before the first question. */
import { formatCode } from '../../../../../server/core/attempt/code';
import type { CodeCard } from '../../../../../server/core/pages/result/code-card';
import code from '../../../../screening/questions/code.ejs';
import type { Reader } from '../../model/translate';
import { lazyChunk } from '../../parts/lazy';
import type { PhoneState } from '../../state/state';
import type { Drawing, Page } from '../page';

export function drawCode(
  { t }: Reader,
  card: Partial<CodeCard> & { isQrComing?: boolean },
  { isWrong = false, isSaved = false, isSharedPhone = false } = {},
): Drawing {
  const error = isWrong ? t('screening:code.error') : undefined;
  const errors = error ? [{ href: '#is-saved', text: error }] : [];
  return { view: code, locals: { codeCard: card, errors, error, isSaved, isSharedPhone } };
}

function drawn(
  reader: Reader,
  { session }: PhoneState,
  form: { isWrong?: boolean; isSaved?: boolean },
): Drawing {
  const { code: shown = '', isSharedPhone = false } = session;
  const card = { groups: formatCode(shown).split('-'), isQrComing: true };
  return drawCode(reader, card, { ...form, isSharedPhone });
}

/** The code goes before its picture, which may come later or not at all. */
async function drawQr(shown: string): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-qr-place]');
  if (!place) return;
  try {
    const { qrSvg, qrRows } = (await lazyChunk()).codeCard(shown);
    place.innerHTML = qrSvg;
    place.dataset.qr = qrRows;
  } catch {
    place.remove();
  }
}

export const codePage: Page = {
  draw: ({ reader, state }, typed) => drawn(reader, state, { isSaved: typed?.isSaved === 'yes' }),
  drawn: ({ state }) => void drawQr(state.session.code ?? ''),
  forms: {
    code({ go, isSaved }, { reader, state }) {
      if (go === 'profile') return { kind: 'reopenProfile' };
      return isSaved ? { kind: 'saveCode' } : drawn(reader, state, { isWrong: true });
    },
  },
};
