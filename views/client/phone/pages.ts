/** The pages up to the questions, from the same views and view models as the server's. */

import type { CodeCard } from '../../../server/core/pages/code-card';
import { type Asked, pageView, type TypedPage } from '../../../server/core/pages/page.view';
import { phoneView } from '../../../server/core/pages/phone.view';
import { profileView, type TypedProfile, typedFrom } from '../../../server/core/pages/profile.view';
import about from '../../screening/about.ejs';
import code from '../../screening/code.ejs';
import page from '../../screening/page.ejs';
import phone from '../../screening/phone.ejs';
import profile from '../../screening/profile.ejs';
import type { LocalAttempt } from './attempt';
import type { CampaignFacts } from './campaign';
import type { Drawing, Reader } from './screen';

type Errors = Record<string, string>;

export const aboutPage = (campaign: CampaignFacts | null): Drawing => ({
  view: about,
  locals: { hasConsents: campaign?.hasConsents ?? false, looksAtHigh: campaign?.looksAtHigh ?? false },
});

export const phonePage = ({ t }: Reader, form: { chosen?: unknown; errorKey?: string } = {}): Drawing => ({
  view: phone,
  locals: phoneView(t, form),
});

export function profilePage(
  reader: Reader,
  {
    attempt,
    campaign,
    typed = typedFrom(attempt?.profile, campaign),
    errors = {},
  }: { attempt: LocalAttempt | null; campaign: CampaignFacts | null; typed?: TypedProfile; errors?: Errors },
): Drawing {
  return {
    view: profile,
    locals: { profile: profileView(reader, { typed, errors, campaign }) },
  };
}

export function codePage(
  { t }: Reader,
  card: Partial<CodeCard> & { isQrComing?: boolean },
  { isWrong = false, isSaved = false, isSharedPhone = false } = {},
): Drawing {
  const error = isWrong ? t('screening:code.error') : undefined;
  const errors = error ? [{ href: '#is-saved', text: error }] : [];
  return { view: code, locals: { codeCard: card, errors, error, isSaved, isSharedPhone } };
}

export const questionsPage = (
  reader: Reader,
  asked: Asked,
  { attempt, page: id, typed }: { attempt: LocalAttempt; page: string; typed?: TypedPage },
): Drawing => ({ view: page, locals: { view: pageView(asked, attempt, id, reader, typed) } });
