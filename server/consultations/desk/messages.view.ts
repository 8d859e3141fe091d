/** The conversation as staff read it: every message in order, with who opened it and when. */
import type { Translate } from '../../core/text/translate';
import { momentText } from '../../http/language/dates';
import { hourMs } from '../../shared/clock';
import type { Case, Message } from '../case/case.types';

/** Beyond this both times are told: of writing, and of coming. */
const toldApartMs = hourMs;

const hasWords = ({ kind }: Message): boolean => kind === 'letter' || kind === 'reply';

export const messagesView = ({ messages }: Pick<Case, 'messages'>, t: Translate) =>
  messages.filter(hasWords).map((message) => ({
    isOwn: message.side === 'psychologist',
    hasDanger: message.hasDanger,
    text: message.text ?? '',
    language: message.language ?? undefined,
    meta: metaOf(message, t),
    marks: marksOf(message, messages, t),
  }));

function metaOf({ side, author, signedOffBy, writtenAt, receivedAt }: Message, t: Translate): string {
  const moment = momentText(t, receivedAt);
  if (side === 'student') {
    const isLate = receivedAt.getTime() - writtenAt.getTime() >= toldApartMs;
    return isLate
      ? t('consultations:write.lateMeta', { moment, written: momentText(t, writtenAt) })
      : t('consultations:write.replyMeta', { moment });
  }
  const name = author?.name ?? '';
  return signedOffBy && signedOffBy.id !== author?.id
    ? t('consultations:write.signedOff', { name, moment, lead: signedOffBy.name })
    : t('consultations:write.letterMeta', { name, moment });
}

function marksOf(
  { id, side, readAt, corrects, withdrawnAt }: Message,
  all: Message[],
  t: Translate,
): string[] {
  const isCorrected = all.some((one) => one.corrects === id && one.withdrawnAt === null);
  const read = readAt
    ? t(`consultations:write.${side === 'student' ? 'openedAt' : 'readAt'}`, {
        moment: momentText(t, readAt),
      })
    : t(`consultations:write.${side === 'student' ? 'unopened' : 'unread'}`);
  return [
    read,
    ...(corrects ? [t('consultations:write.isCorrection')] : []),
    ...(isCorrected ? [t('consultations:write.isCorrected')] : []),
    ...(withdrawnAt ? [t('consultations:write.isWithdrawn', { moment: momentText(t, withdrawnAt) })] : []),
  ];
}
