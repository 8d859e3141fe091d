import { randomBytes } from 'node:crypto';
import type { Case } from '../../../../server/consultations/case/case.types';
import { openTexts, sealText } from '../../../../server/consultations/case/sealed-texts';
import type { Keyring } from '../../../../server/shared/sealing';

const ring: Keyring = { current: 'k1', keys: { k1: randomBytes(32) } };

/** Every place of a case that holds a text, with one that was sealed for the case `owner`. */
const places: [string, (owner: string) => Partial<Case>][] = [
  ['draft', (owner) => ({ draft: { text: sealText(ring, owner, 'жоба') } as Case['draft'] })],
  ['note of the lead', (owner) => ({ returnNote: sealText(ring, owner, 'ескерту') })],
  ['letter', (owner) => ({ letters: [{ text: sealText(ring, owner, 'хат') }] as Case['letters'] })],
  ['reply', (owner) => ({ replies: [{ text: sealText(ring, owner, 'жауап') }] as Case['replies'] })],
];

const caseWith = (texts: Partial<Case>): Case =>
  ({ id: 'case 1', draft: null, returnNote: null, letters: [], replies: [], ...texts }) as unknown as Case;

describe('a text at rest', () => {
  it('opens in its own case', () => {
    const texts = Object.assign({}, ...places.map(([, of]) => of('case 1')));
    expect(openTexts(ring, caseWith(texts))).toMatchObject({
      draft: { text: 'жоба' },
      returnNote: 'ескерту',
      letters: [{ text: 'хат' }],
      replies: [{ text: 'жауап' }],
    });
  });

  it.each(places)('does not open when the %s was moved there from another case', (_place, of) => {
    expect(() => openTexts(ring, caseWith(of('case 2')))).toThrow('cannot be opened');
  });
});
