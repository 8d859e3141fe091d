/** The list of what can be set, and the pages that are one choice. */
import type { Translate } from '../core/text/translate';
import { helpInWords } from './help/help.view';
import { movedInWords } from './holidays/holidays.view';
import { mailInWords } from './mail/mail.view';
import { nothingRefused, type Reader, type Refused, sectionView } from './section.view';
import type { Held } from './settings.service';
import { type SettingName, type Settings, settingNames } from './settings.shapes';

const paths: Record<SettingName, string> = {
  secondFactor: 'second-factor',
  help: 'help',
  holidays: 'holidays',
  mail: 'mail',
};
export const pathOf = (name: SettingName): string => `/staff/settings/${paths[name]}`;

/** What holds now, in a line. */
const inWords: { [Name in SettingName]: (value: Settings[Name], t: Translate) => string } = {
  secondFactor: (value, t) => t(`settings:secondFactor.${value}`),
  help: helpInWords,
  holidays: movedInWords,
  mail: mailInWords,
};

export function settingsView(current: Settings, { t }: Reader) {
  const lineOf = <Name extends SettingName>(name: Name) => ({
    href: pathOf(name),
    title: t(`settings:${name}.title`),
    text: inWords[name](current[name], t),
  });
  const others = [
    { href: '/staff/rota', title: t('consultations:rota.title'), text: t('consultations:rota.lead') },
    {
      href: '/staff/settings/state',
      title: t('settings:state.title'),
      text: t('settings:state.lead'),
    },
  ];
  return {
    title: t('settings:title'),
    lead: t('settings:lead'),
    sections: [...settingNames.map(lineOf), ...others],
  };
}

export function secondFactorSettingsView(
  held: Held<Settings['secondFactor']>,
  names: ReadonlyMap<string, string>,
  reader: Reader,
  refused: Refused = nothingRefused,
) {
  const { t } = reader;
  const chosen = refused.values.policy ?? held.value;
  const now = inWords.secondFactor(held.value, t);
  return {
    section: sectionView({ name: 'secondFactor', held, names, refused, inWords: now }, reader),
    policy: {
      ...{ id: 'policy', name: 'policy', legend: t('settings:secondFactor.legend') },
      ...(refused.errors.policy && { error: t(refused.errors.policy) }),
      choices: (['offered', 'required'] as const).map((value) => ({
        value,
        label: t(`settings:secondFactor.${value}`),
        hint: t(`settings:secondFactor.${value}Hint`),
        isChecked: chosen === value,
      })),
    },
  };
}
