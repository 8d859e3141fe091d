/** What is asked changes while somebody answers: they go on with what they began, and nothing is read as something else. */
import type { Page } from 'playwright-core';
import ru from '../../locales/ru/screening.json';
import { type BrowsedSite, browseSite } from '../support/browser/browsed-site';
import { phone } from '../support/browser/browser';
import { placeOf, walkTo } from '../support/browser/fast-way';
import { goBy, tap, waitForPhone } from '../support/browser/journey';
import { keptOn, waitForWord } from '../support/browser/kept';
import { until } from '../support/browser/until';
import { type OwnQuestionnaires, ownQuestionnaires } from '../support/site/questionnaires';

let own: OwnQuestionnaires;
let reworded: OwnQuestionnaires;
let browsed: BrowsedSite;

const settingsOf = ({ folder }: OwnQuestionnaires) => ({
  QUESTIONNAIRES_DIR: folder,
  QUESTIONNAIRES: 'evening-rest',
});

beforeAll(async () => {
  own = ownQuestionnaires(['evening-rest']);
  reworded = ownQuestionnaires(['evening-rest']);
  reworded.reword();
  browsed = await browseSite(settingsOf(own));
});
afterAll(async () => {
  await browsed?.stop();
  own?.remove();
  reworded?.remove();
});

/** To the first question, and its answer. @returns the code */
async function begin(page: Page): Promise<string> {
  await page.goto(browsed.url);
  await waitForPhone(page);
  const { code } = await walkTo(page, 'page', { given: {} });
  await tap(page, 'S1', 2);
  return code;
}

async function submitted(code: string) {
  return until(async () => {
    const [attempt] = await browsed.site.services.screening.attemptsOf(code);
    return attempt?.submittedAt ? attempt : null;
  });
}

const hashOf = (name: string) => browsed.site.services.screening.questionnaire(name).hash;

it('answers wait on the phone for a server that has what was asked, and the page says so', async () => {
  const page = await browsed.open({ language: 'ru', viewport: phone });
  const code = await begin(page);
  const begun = hashOf('evening-rest/v1');

  await browsed.restart(settingsOf(reworded));
  expect(hashOf('evening-rest/v1')).not.toBe(begun);
  await walkTo(page, 'result', { given: { S2: 1 } });
  await waitForWord(page, ru.sending.refused);
  const [kept] = (await keptOn(page)).attempts;
  expect(kept).toMatchObject({
    answers: { S1: 2, S2: 1 },
    refusal: 'unknownVersion',
    questionnaireHash: begun,
  });
  expect((await browsed.site.services.screening.attemptsOf(code))[0]).toMatchObject({ submittedAt: null });

  await browsed.restart(settingsOf(own));
  await page.reload();
  await waitForWord(page, ru.sending.sent);
  expect(await submitted(code)).toMatchObject({
    ...{ questionnaireHash: begun, answers: { S1: 2, S2: 1 } },
    result: { scales: { rest: { answered: 2 } } },
  });
});

it('an attempt goes on with its version after an update, and the next one is of the newer', async () => {
  const page = await browsed.open({ language: 'kk', viewport: phone });
  const first = await begin(page);

  own.askMore();
  await browsed.restart(settingsOf(own));
  await page.reload();
  await walkTo(page, 'result', { given: { S10: 1 } });
  const older = await submitted(first);
  expect(older).toMatchObject({
    ...{ questionnaire: 'evening-rest/v1', questionnaireHash: hashOf('evening-rest/v1') },
    result: { scales: { rest: { max: 30, answered: 2 } } },
  });

  await goBy(page, 'a[href="/test/feedback"]');
  await goBy(page, 'form[action="/test/finish"] button');
  await page.goto(browsed.url);
  const { code } = await walkTo(page, 'result', { given: { S11: 1 } });
  expect(await placeOf(page)).toBe('result');
  expect(await submitted(code)).toMatchObject({
    ...{ questionnaire: 'evening-rest/v2', questionnaireHash: hashOf('evening-rest/v2') },
    result: { scales: { rest: { max: 33, answered: 1 } } },
  });
});
