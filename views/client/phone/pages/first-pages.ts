/** The pages up to the questions, which the first question waits for. */
import type { ShownPage } from '../state/state';
import { aboutPage } from './about';
import type { Forms, Page } from './page';
import { phonePage } from './phone';
import { profilePage } from './profile';
import { questionsPage } from './questions';
import { codePage } from './result/code';

export const firstPages: { [Name in ShownPage]?: Page } = {
  about: aboutPage,
  phone: phonePage,
  profile: profilePage,
  code: codePage,
  page: questionsPage,
};

export const firstForms: Forms = {
  /** Of the start page, which the server draws, or the phone later. */
  begin: ({ campaign, questionnaire }, { state }) => ({
    kind: 'begin',
    campaign: campaign as string | undefined,
    questionnaire: String(questionnaire ?? state.questionnaire),
  }),
  ...Object.assign({}, ...Object.values(firstPages).map(({ forms }) => forms)),
};
