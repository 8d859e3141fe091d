/** The library's list, by scale and subject. */

import { placeOfBand } from '../core/definition/bands';
import type { Offer } from '../core/definition/offer';
import { bandOfText } from '../core/feedback/text-content';
import { dayText } from '../http/language/dates';
import type { Questionnaire } from '../questionnaires';
import { offerTabs } from '../questionnaires/offer-tabs.view';
import { isUndecided } from './library.rules';
import type { ListedText } from './library.service';
import { badgeOf, groupOf, groupTitle, hrefOf, nameOf, type Reader } from './text-names.view';

const libraryTabs = ['all', 'undecided'] as const;
type LibraryTab = (typeof libraryTabs)[number];

interface List {
  tab: LibraryTab;
  texts: ListedText[];
  /** The questionnaire whose texts these are, among those that have some. */
  chosen: Offer;
  offered: readonly Offer[];
}

export function libraryView(
  { tab, texts, chosen, offered }: List,
  questionnaire: Questionnaire,
  reader: Reader,
) {
  const { t, language } = reader;
  const more = chosen === offered[0] ? '' : `&questionnaire=${chosen.name}`;
  const undecided = texts.filter(({ standing, waiting }) => isUndecided(standing) || waiting.length > 0);
  const listed = tab === 'all' ? texts : undecided;
  const { definition } = questionnaire;
  const groups = [...definition.feedback.scales, 'subjects', 'guides'];
  const place = (id: string) => {
    const ofBand = bandOfText(definition, id);
    return ofBand ? placeOfBand(definition, ofBand.band) : definition.guides.indexOf(id);
  };
  return {
    title: t('library:title'),
    tabs: libraryTabs.map((one) => ({
      href: `/staff/library?tab=${one}${more}`,
      label: t(`library:tabs.${one}`),
      count: one === 'all' ? texts.length : undecided.length,
      isCurrent: one === tab,
    })),
    questionnaires: offerTabs(offered, chosen, '/staff/library', language),
    groups: groups
      .map((group) => ({
        id: `group-${group}`,
        title: groupTitle(group, questionnaire, reader),
        table: tableOf(
          groupTitle(group, questionnaire, reader),
          listed
            .filter(({ shown }) => groupOf(shown, definition) === group)
            .sort((one, other) => place(one.id) - place(other.id)),
          questionnaire,
          reader,
        ),
      }))
      .filter(({ table }) => table.rows.length > 0),
    empty: { title: t('library:empty.title'), text: t('library:empty.text') },
  };
}

function tableOf(caption: string, texts: ListedText[], questionnaire: Questionnaire, reader: Reader) {
  const { t } = reader;
  return {
    caption,
    isCaptionHidden: true,
    rowHeader: true,
    columns: [
      { label: t('library:columns.text') },
      { label: t('library:columns.state') },
      { label: t('library:columns.version'), isNumeric: true },
      { label: t('library:columns.date') },
    ],
    rows: texts.map(({ id, address, shown, standing, waiting }) => [
      { text: nameOf(id, questionnaire, reader), href: hrefOf(address) },
      {
        text: '',
        badge: badgeOf(standing, t),
        note: waiting.length > 0 ? t('library:changeWaits') : undefined,
      },
      String(shown.version),
      dayText(t, shown.writtenAt),
    ]),
  };
}
