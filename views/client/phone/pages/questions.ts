/** A page of questions: every tap is an event of its own, and the form only turns the page. */
import { readAnswers } from '../../../../server/core/attempt/page-answers';
import { stepOf } from '../../../../server/core/attempt/steps';
import { progress } from '../../../../server/core/definition/routing';
import { type Asked, pageView } from '../../../../server/core/pages/page.view';
import page from '../../../screening/questions/page.ejs';
import type { LocalAttempt } from '../model/attempt';
import type { Reader } from '../model/translate';
import { loadRecommendations, loadResults } from '../network/questionnaire';
import { loadTexts } from '../network/texts';
import { lazyChunk } from '../parts/lazy';
import type { PhoneEvent } from '../state/events';
import { askedIn, type Body, type Drawing, type Page, type Scene } from './page';
import { spentTime } from './screen/spent-time';

const spent = spentTime();

export const drawQuestions = (
  reader: Reader,
  asked: Asked,
  { attempt, page: id }: { attempt: LocalAttempt; page: string },
): Drawing => ({ view: page, locals: { view: pageView(asked, attempt, id, reader) } });

/** Ahead of time, so that the network may go away. */
function loadForResult({ state, reader: { language } }: Scene): void {
  const name = state.attempt?.questionnaire ?? state.questionnaire;
  const ahead = [
    lazyChunk(),
    loadTexts(language, ['rest']),
    loadResults(name, language),
    loadRecommendations(name, language),
  ];
  for (const one of ahead) one.catch(() => undefined);
}

/** What a tap says of one question: what else the page shows may be older than what another tab has kept. */
export function tapped(body: Body, item: string, { questionnaire }: Scene): PhoneEvent | null {
  const read = readAnswers(questionnaire.definition, String(body.page), { [item]: body[item] });
  if (!read.ok) return null;
  const isUnclear = [body.unclear].flat().includes(item);
  return { kind: 'tap', item, answer: read.value[item], isUnclear };
}

/** After a tap the page stays as it is, but for this. */
export function showProgress({ state, reader, questionnaire }: Scene): void {
  if (!state.attempt) return;
  const { done, total } = progress(questionnaire.definition, state.attempt.answers);
  const bar = document.querySelector<HTMLProgressElement>('#progress');
  const label = document.querySelector<HTMLElement>('.progress-label');
  if (bar) bar.value = done;
  if (label) label.textContent = reader.t('shared:progress', { current: done, total });
}

export const questionsPage: Page = {
  draw({ state, reader, questionnaire }) {
    const step = stepOf(state.session, state.attempt, questionnaire) as { page: string };
    const attempt = state.attempt as LocalAttempt;
    return drawQuestions(reader, askedIn(questionnaire), { attempt, page: step.page });
  },
  drawn(scene, isSamePlace) {
    if (!isSamePlace) spent.begin();
    loadForResult(scene);
  },
  forms: {
    page: (body) => ({
      kind: 'turnPage',
      page: String(body.page),
      to: body.go === 'next' ? 'next' : 'back',
      spentMs: spent.take(),
    }),
  },
};
