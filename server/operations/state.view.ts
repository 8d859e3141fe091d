/** How the installation stands, and what needs somebody's hand. */
import type { Notice } from '../core/pages/notice';
import type { Language } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { dutyOn, isPrepared, type Safeguarding } from '../settings/safeguarding.rules';
import type { Settings } from '../settings/settings.shapes';
import { localDay } from '../shared/clock';
import { isScarce, type Room } from './state';

interface State {
  softwareVersion: string;
  nodeVersion: string;
  questionnaires: { name: string; title: string; isOffered: boolean }[];
  /** null with a MongoDB of one's own, which has its own tools. */
  room: Room | null;
  safeguarding: Safeguarding;
  settings: Settings;
  now: Date;
}

const units = ['mega', 'giga', 'tera'] as const;

/** '1,2 ГБ', in steps of 1024. */
function sizeText(bytes: number, t: Translate): string {
  let [value, unit] = [bytes / 1024 ** 2, 0];
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  const rounded = value < 10 ? value.toFixed(1) : String(Math.round(value));
  return t(`settings:state.units.${units[unit]}`, { size: rounded.replace('.', ',') });
}

export function stateView(state: State, { t }: { t: Translate; language: Language }) {
  const { room, safeguarding, settings, questionnaires, now } = state;
  const problem = (name: string, kind: Notice['kind'] = 'error'): Notice => ({
    kind,
    text: t(`settings:state.${name}`),
  });
  return {
    title: t('settings:state.title'),
    notices: [
      ...(dutyOn(safeguarding.rota, localDay(now)) ? [] : [problem('nobodyOnCall')]),
      ...(isPrepared(safeguarding) ? [] : [problem('notPrepared', 'warning')]),
      ...(room && isScarce(room) ? [problem('scarce')] : []),
    ],
    facts: [
      { label: t('settings:state.version'), value: state.softwareVersion },
      { label: t('settings:state.node'), value: state.nodeVersion },
      { label: t('settings:state.store'), value: room ? sizeText(room.storeBytes, t) : 'MongoDB' },
      ...(room ? [{ label: t('settings:state.free'), value: sizeText(room.freeBytes, t) }] : []),
      {
        label: t('settings:secondFactor.title'),
        value: t(`settings:state.secondFactor.${settings.secondFactor}`),
      },
    ],
    table: {
      caption: t('settings:state.questionnaires'),
      rowHeader: true,
      columns: ['name', 'title', 'offered'].map((column) => ({
        label: t(`settings:state.columns.${column}`),
      })),
      rows: questionnaires.map(({ name, title, isOffered }) => [
        name,
        title,
        t(isOffered ? 'audit:yes' : 'audit:no'),
      ]),
    },
  };
}
