import { regionName, regionOptions } from '../core/attempt/regions';
import { type Offer, titleAmong } from '../core/definition/offer';
import type { FieldErrors } from '../core/pages/form';
import { dayText } from '../core/text/day-text';
import { languageChoices } from '../core/text/language-choices';
import { type Language, languageTable } from '../core/text/languages';
import type { Translate } from '../core/text/translate';
import { qrDataUrl } from '../documents/qr';
import { type Campaign, campaignKinds } from './campaign.types';
import { campaignState } from './campaigns.rules';

const stateTones = { planned: 'info', open: 'good', ended: 'neutral' } as const;

export function campaignLink(publicUrl: string, slug: string): string {
  return `${publicUrl}/c/${slug}`;
}

interface Reader {
  t: Translate;
  language: Language;
}

function stateBadge(campaign: Campaign, now: Date, t: Translate) {
  const state = campaignState(campaign, now);
  return { text: t(`campaigns:state.${state}`), tone: stateTones[state] };
}

export function campaignsTable(campaigns: Campaign[], now: Date, { t, language }: Reader) {
  return {
    caption: t('campaigns:list.title'),
    isCaptionHidden: true,
    rowHeader: true,
    columns: [
      { label: t('campaigns:fields.name') },
      { label: t('campaigns:fields.kind') },
      { label: t('campaigns:fields.region') },
      { label: t('campaigns:fields.target'), isNumeric: true },
      { label: t('campaigns:fields.state') },
    ],
    rows: campaigns.map((campaign) => [
      {
        text: campaign.name,
        href: `/staff/campaigns/${campaign.slug}`,
        note: campaign.isTryOut ? t('campaigns:tryOut') : undefined,
      },
      t(`campaigns:kind.${campaign.kind}`),
      campaign.region ? regionName(campaign.region, t) : t('campaigns:anyRegion'),
      new Intl.NumberFormat(language).format(campaign.target),
      { text: '', badge: stateBadge(campaign, now, t) },
    ]),
  };
}

/** Label and value pairs; what was left empty is not shown. */
function campaignFacts(campaign: Campaign, asked: Offer | null, { t, language }: Reader) {
  const yes = (is: boolean) => (is ? t('campaigns:yes') : '');
  const facts: [string, string][] = [
    ['kind', t(`campaigns:kind.${campaign.kind}`)],
    ['region', campaign.region ? regionName(campaign.region, t) : ''],
    ['school', campaign.school ?? ''],
    ['className', campaign.className ?? ''],
    ['questionnaire', asked?.titles[language] ?? ''],
    ['target', new Intl.NumberFormat(language).format(campaign.target)],
    ['period', period(campaign, t)],
    ['language', campaign.language ? languageTable[campaign.language].name : ''],
    ['hasConsents', yes(campaign.hasConsents)],
    ['looksAtHigh', yes(campaign.looksAtHigh)],
    ['isTryOut', yes(campaign.isTryOut)],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ label: t(`campaigns:fields.${name}`), value }));
}

function period({ startsOn, endsOn }: Campaign, t: Translate): string {
  if (startsOn && endsOn) return `${dayText(t, startsOn)} — ${dayText(t, endsOn)}`;
  if (startsOn) return t('campaigns:from', { day: dayText(t, startsOn) });
  return endsOn ? t('campaigns:until', { day: dayText(t, endsOn) }) : '';
}

export type FormValues = Record<string, unknown>;

const emptyForm: FormValues = { kind: 'school', target: 500 };

interface Form {
  values: FormValues | null;
  /** What the campaign can ask: where it is one, nobody has to choose. */
  offered: readonly Offer[];
  errors: FieldErrors;
}

/** The fields of the form with what was typed, or what is stored. */
export function campaignFields({ values, offered, errors }: Form, reader: Reader) {
  const { t, language } = reader;
  const given = values ?? emptyForm;
  const text = (name: string) => String(given[name] ?? '');
  const isTicked = (name: string) => given[name] === true || given[name] === 'yes';
  const field = (name: string, more: object = {}) => ({
    id: name,
    label: t(`campaigns:fields.${name}`),
    value: text(name),
    error: errors[name] && t(errors[name]),
    hint: t(`campaigns:hints.${name}`, { defaultValue: '' }) || undefined,
    ...more,
  });
  const tick = (name: string) => ({
    value: 'yes',
    name,
    label: t(`campaigns:fields.${name}`),
    hint: t(`campaigns:hints.${name}`),
    isChecked: isTicked(name),
  });
  return {
    name: field('name', { attributes: { maxlength: 120, required: true, autocomplete: 'off' } }),
    kind: {
      id: 'kind',
      name: 'kind',
      legend: t('campaigns:fields.kind'),
      isInline: true,
      error: errors.kind && t(errors.kind),
      choices: campaignKinds.map((kind) => ({
        value: kind,
        label: t(`campaigns:kind.${kind}`),
        isChecked: given.kind === kind,
      })),
    },
    region: field('region', {
      kind: 'select',
      options: [{ value: '', label: t('campaigns:anyRegion') }, ...regionOptions(reader)],
    }),
    school: field('school', { attributes: { maxlength: 120, autocomplete: 'off' } }),
    className: field('className', { width: 'short', attributes: { maxlength: 20, autocomplete: 'off' } }),
    target: field('target', {
      kind: 'number',
      width: 'short',
      attributes: { min: 1, inputmode: 'numeric', required: true },
    }),
    startsOn: field('startsOn', { kind: 'date', width: 'medium' }),
    endsOn: field('endsOn', { kind: 'date', width: 'medium' }),
    language: field('language', {
      kind: 'select',
      width: 'medium',
      options: [
        { value: '', label: t('campaigns:readersLanguage') },
        ...languageChoices.map((one) => ({ value: one.language, label: one.name })),
      ],
    }),
    questionnaire:
      offered.length > 1
        ? field('questionnaire', {
            kind: 'select',
            options: offered.map((offer) => ({
              value: offer.name,
              label: titleAmong(offered, offer, language),
            })),
          })
        : null,
    ticks: ['hasConsents', 'looksAtHigh', 'isTryOut'].map(tick),
  };
}

export function errorList(errors: FieldErrors, t: Translate) {
  return Object.entries(errors).map(([name, key]) => ({
    href: `#${name}`,
    text: `${t(`campaigns:fields.${name}`)}: ${t(key)}`,
  }));
}

function teacherLink(publicUrl: string, token: string): string {
  return `${publicUrl}/class/${token}`;
}

/** A link that was just made: to be copied, or taken by the teacher's camera. */
export function teacherLinkView(publicUrl: string, token: string, t: Translate) {
  const link = teacherLink(publicUrl, token);
  return {
    qr: qrDataUrl(link),
    field: {
      id: 'new-teacher-link',
      kind: 'textarea',
      rows: 2,
      label: t('campaigns:lesson.newLink'),
      hint: t('campaigns:lesson.newLinkHint'),
      value: link,
      attributes: { readonly: true, spellcheck: 'false' },
    },
  };
}

interface Page {
  campaign: Campaign;
  /** What it asks; null where that goes without saying. */
  asked: Offer | null;
  /** Only right after it was made. */
  teacherLink: ReturnType<typeof teacherLinkView> | null;
  publicUrl: string;
  /** Whether it is written down who acts for a child in danger. */
  isPrepared: boolean;
  now: Date;
}

export function campaignPage(
  { campaign, asked, teacherLink, publicUrl, isPrepared, now }: Page,
  reader: Reader,
) {
  const path = `/staff/campaigns/${campaign.slug}`;
  return {
    campaign,
    notice: isPrepared ? null : { kind: 'warning' as const, text: reader.t('campaigns:page.notPrepared') },
    link: campaignLink(publicUrl, campaign.slug),
    badge: stateBadge(campaign, now, reader.t),
    isEnded: campaign.endedAt !== null,
    facts: campaignFacts(campaign, asked, reader),
    title: campaign.name,
    lesson: {
      boardHref: `${path}/board`,
      // A class sits before the board; a region's campaign is made to be sent round.
      isNextStep: campaign.kind === 'class',
      newLink: teacherLink,
      hasLink: campaign.hasTeacherLink,
      linkAction: `${path}/teacher-link`,
    },
  };
}
