/** Help lines beside 111 and 112: those of everywhere, then region by region. */
import { regionName, regionOptions } from '../../core/attempt/regions';
import { languageName } from '../../core/text/language-name';
import { languages } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';
import { fieldsOf, nothingRefused, type Reader, type Refused, sectionView } from '../section.view';
import type { Held } from '../settings.service';
import { longestLabel, type OwnHelp, type OwnLine } from './own-help';

export const helpInWords = ({ lines, isText111Confirmed }: OwnHelp, t: Translate): string =>
  [
    t('settings:help.count', { count: lines.length }),
    ...(isText111Confirmed ? [t('settings:help.text111On')] : []),
  ].join(' · ');

const placeOf = ({ region }: OwnLine, t: Translate): string =>
  region === null ? t('settings:help.everywhere') : regionName(region, t);

export function helpSettingsView(
  held: Held<OwnHelp>,
  names: ReadonlyMap<string, string>,
  reader: Reader,
  refused: Refused = nothingRefused,
) {
  const { t, language } = reader;
  const { lines, isText111Confirmed } = held.value;
  const field = fieldsOf('help', refused, t);
  const way = refused.values.way ?? 'tel';
  return {
    section: sectionView({ name: 'help', held, names, refused }, reader),
    lines: lines
      .map((line, index) => ({
        index,
        place: placeOf(line, t),
        number: `${line.number} (${t(`settings:help.ways.${line.way}`)})`,
        labels: languages.map((one) => ({ language: one, text: line.label[one] })),
      }))
      .sort((one, other) => one.place.localeCompare(other.place, language)),
    text111: {
      ...{ id: 'confirmed', name: 'confirmed', kind: 'checkbox' },
      ...{ legend: t('settings:help.text111Title'), hint: t('settings:help.text111Hint') },
      choices: [{ value: 'yes', label: t('settings:help.text111Tick'), isChecked: isText111Confirmed }],
    },
    fields: {
      region: field('region', {
        kind: 'select',
        options: [{ value: '', label: t('settings:help.everywhere') }, ...regionOptions(reader)],
      }),
      way: {
        ...{ id: 'way', name: 'way', isInline: true, legend: t('settings:help.fields.way') },
        ...(refused.errors.way && { error: t(refused.errors.way) }),
        choices: (['tel', 'sms'] as const).map((value) => ({
          value,
          label: t(`settings:help.ways.${value}`),
          isChecked: way === value,
        })),
      },
      number: field('number', {
        kind: 'tel',
        width: 'medium',
        hint: t('settings:help.numberHint'),
        attributes: { maxlength: 24, autocomplete: 'off' },
      }),
      labels: languages.map((one) =>
        field(`label-${one}`, {
          label: t('settings:help.fields.label', { language: languageName(one, language) }),
          hint: t('settings:help.labelHint'),
          attributes: { lang: one, maxlength: longestLabel, autocomplete: 'off' },
        }),
      ),
    },
  };
}
