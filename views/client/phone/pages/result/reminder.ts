import { reminderFile } from '../../../../../server/core/pages/result/reminder';
import { saveFile } from '../../../student/save-file';
import { newUuid } from '../../model/random';
import type { Reader } from '../../model/translate';

/** The calendar entry of a link to the server's own, made here. */
export function saveReminder(href: string, { t }: Reader): void {
  const weeks = Number(new URL(href, location.href).searchParams.get('weeks'));
  const title = t('screening:reminder.title');
  const file = reminderFile({ title, weeks, id: newUuid(), now: new Date() });
  saveFile(new Blob([file], { type: 'text/calendar' }), 'reminder.ics');
}
