/** The days that are off by law this year and next, and those that the Government has moved. */
import { weekdayText } from '../../core/text/day-text';
import type { Translate } from '../../core/text/translate';
import { localDay } from '../../shared/clock';
import { fieldsOf, nothingRefused, type Reader, type Refused, sectionView } from '../section.view';
import type { Held } from '../settings.service';
import { daysOffIn, isWeekend, type MovedDays } from './working-days';

export const movedInWords = ({ off, working }: MovedDays, t: Translate): string =>
  off.length + working.length === 0
    ? t('settings:holidays.byLaw')
    : t('settings:holidays.count', { count: off.length + working.length });

const kinds = ['off', 'working'] as const;

interface Given {
  held: Held<MovedDays>;
  names: ReadonlyMap<string, string>;
  now: Date;
}

export function holidaysSettingsView(
  { held, names, now }: Given,
  reader: Reader,
  refused: Refused = nothingRefused,
) {
  const { t } = reader;
  const field = fieldsOf('holidays', refused, t);
  const year = Number(localDay(now).slice(0, 4));
  const kind = refused.values.kind ?? 'off';
  return {
    section: sectionView({ name: 'holidays', held, names, refused }, reader),
    moved: kinds
      .flatMap((one) => held.value[one].map((day) => ({ day, kind: one })))
      .sort((one, other) => one.day.localeCompare(other.day))
      .map(({ day, kind: one }) => ({
        day,
        text: weekdayText(t, day),
        year: day.slice(0, 4),
        kind: t(`settings:holidays.kinds.${one}`),
      })),
    years: [year, year + 1].map((one) => ({
      year: t('settings:holidays.year', { year: one }),
      days: [...daysOffIn(String(one))]
        .filter((day) => !isWeekend(day))
        .sort()
        .map((day) => weekdayText(t, day)),
    })),
    fields: {
      day: field('day', { kind: 'date', width: 'short', hint: t('settings:holidays.dayHint') }),
      kind: {
        ...{ id: 'kind', name: 'kind', isInline: true, legend: t('settings:holidays.fields.kind') },
        ...(refused.errors.kind && { error: t(refused.errors.kind) }),
        choices: kinds.map((value) => ({
          value,
          label: t(`settings:holidays.kinds.${value}`),
          isChecked: kind === value,
        })),
      },
    },
  };
}
