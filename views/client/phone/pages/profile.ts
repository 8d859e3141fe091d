/** "About you", before the first question. */
import { readAboutYou } from '../../../../server/core/attempt/about-you';
import { minAge } from '../../../../server/core/attempt/profile';
import { profileView, type TypedProfile, typedFrom } from '../../../../server/core/pages/profile.view';
import profile from '../../../screening/questions/profile.ejs';
import type { LocalAttempt } from '../model/attempt';
import type { CampaignFacts } from '../model/campaign';
import type { Reader } from '../model/translate';
import type { Drawing, Page } from './page';

interface Given {
  attempt: Pick<LocalAttempt, 'profile'> | null;
  campaign: CampaignFacts | null;
  typed?: TypedProfile | undefined;
  errors?: Record<string, string>;
}

export function drawProfile(reader: Reader, { attempt, campaign, typed, errors = {} }: Given): Drawing {
  const shown = typed ?? typedFrom(attempt?.profile, campaign);
  return { view: profile, locals: { profile: profileView(reader, { typed: shown, errors, campaign }) } };
}

export const profilePage: Page = {
  draw({ reader, state: { attempt, session, campaign } }, typed) {
    const { saidBefore } = session;
    const said = attempt ?? (saidBefore ? { profile: saidBefore } : null);
    return drawProfile(reader, { attempt: said, campaign, typed });
  },
  forms: {
    profile(body, { reader, state }) {
      const form = readAboutYou(body, state.campaign);
      if (!form.ok) return drawProfile(reader, { ...state, typed: body, errors: form.errors });
      if (form.value.age < minAge) return { kind: 'tellTooYoung' };
      return { kind: 'giveProfile', profile: form.value, language: reader.language };
    },
  },
};
