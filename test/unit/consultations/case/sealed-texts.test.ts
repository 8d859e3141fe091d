import { randomBytes } from 'node:crypto';
import type { Case, Draft, Message } from '../../../../server/consultations/case/case.types';
import { openTexts, sealing } from '../../../../server/consultations/case/stored/sealed-texts';
import type { Keyring } from '../../../../server/shared/sealing';

const ring: Keyring = { current: 'k1', keys: { k1: randomBytes(32) } };
const message = (id: string, text: string | null) => ({ id, text }) as Message;

/** Every place of a case that holds a text, with one that was sealed for the case `owner`. */
const places: [string, (owner: string) => Partial<Case>][] = [
  ['draft', (owner) => ({ draft: sealing(ring, owner).draft({ text: 'жоба' } as Draft) })],
  ['note of the lead', (owner) => ({ returnNote: sealing(ring, owner).note('ескерту') })],
  [
    'reason',
    (owner) => ({
      events: [sealing(ring, owner).event({ act: 'publish', by: 'Асель', at: new Date(0), note: 'себебі' })],
    }),
  ],
  ['message', (owner) => ({ messages: [sealing(ring, owner).message(message('one', 'хат'))] })],
];

const caseWith = (texts: Partial<Case>): Case =>
  ({ id: 'case 1', draft: null, returnNote: null, messages: [], events: [], ...texts }) as unknown as Case;

describe('a text at rest', () => {
  it('opens in its own case, and a message without words stays so', () => {
    const texts: Partial<Case> = Object.assign({}, ...places.map(([, of]) => of('case 1')));
    const messages = [...texts.messages!, message('two', null)];
    expect(openTexts(ring, caseWith({ ...texts, messages }))).toMatchObject({
      draft: { text: 'жоба' },
      returnNote: 'ескерту',
      messages: [{ text: 'хат' }, { text: null }],
      events: [{ note: 'себебі' }],
    });
  });

  it.each(places)('does not open when the %s was moved there from another case', (_place, of) => {
    expect(() => openTexts(ring, caseWith(of('case 2')))).toThrow('cannot be opened');
  });

  it('does not open in the place of another message of the same case', () => {
    const { text } = sealing(ring, 'case 1').message(message('one', 'хат'));
    expect(() => openTexts(ring, caseWith({ messages: [message('two', text)] }))).toThrow('cannot be opened');
  });
});
