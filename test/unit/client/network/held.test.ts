/** Sending from memory, while the page that holds it may come to hold something else. */
import { begun, type LocalAttempt } from '../../../../views/client/phone/model/attempt';
import { sendHeld } from '../../../../views/client/phone/network/sending/held';
import { aProfile } from '../../../support/builders/attempts';

const beginning = {
  ...{ code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null, language: 'kk' as const },
  ...{ profile: aProfile, isSharedPhone: true },
};
const first = begun({ id: '1', ...beginning });
const second = begun({ id: '2', ...beginning });

const realFetch = global.fetch;
afterEach(() => {
  global.fetch = realFetch;
});

/** @returns what the page holds in the end, where it came to hold the second attempt before the answer came */
async function heldAfter(status: number, body: object): Promise<LocalAttempt | null> {
  let held: LocalAttempt | null = first;
  global.fetch = async () => {
    held = second;
    return new Response(JSON.stringify(body), { status });
  };
  await sendHeld({
    held: () => held,
    hold: (attempt) => {
      held = attempt;
    },
  });
  return held;
}

it('an answer to one attempt changes nothing in another that the page has begun meanwhile', async () => {
  expect(await heldAfter(200, { sequence: first.sequence, submitted: false })).toEqual(second);
  expect(await heldAfter(422, { code: 'invalid' })).toEqual(second);
});

it('nor does it end with the other one where it was erased', async () => {
  expect(await heldAfter(410, { code: 'erased' })).toEqual(second);
});
