import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { contentOf } from '../../../server/core/attempt/content';
import type { CheckedUpload } from '../../../server/screening/save.rules';
import { mergedChange, openAttempt, sealedContent } from '../../../server/screening/sealed-attempt';
import { sealingKeyFrom } from '../../../server/shared/sealing-key';
import { begun } from '../../../views/client/phone/model/attempt';
import {
  isProfileTouched as isTouched,
  uploadOf,
  withStored,
} from '../../../views/client/phone/model/stored-copy';
import { anAttempt } from '../../support/builders/attempts';
import { sealText } from '../../support/builders/sealed';
import { twoCopies } from '../../support/phone/two-copies';

const key = sealingKeyFrom(Buffer.alloc(32, 1));
const published = { id: key.id, key: key.publicKey.toString('base64url') };
const id = randomUUID();
const now = '2026-10-05T06:00:00.000Z';
const place = { id, code: 'code', questionnaire: 'self-diagnosis/v1', campaign: null };

describe('a sealed attempt', () => {
  it('is read as it was written', async () => {
    const upload = { answers: { A1: 3 } };
    const content = { id, upload, touched: ['A1'], isProfileTouched: true, acts: [{ kind: 'consultation' }] };
    const opened = openAttempt(key, await sealText(published, JSON.stringify(content)));
    expect(sealedContent.parse(opened)).toEqual(content);
  });

  it.each(['{', 'null2', ''])('that holds no JSON (%s) cannot be opened', async (text) => {
    const sealed = await sealText(published, text);
    expect(() => openAttempt(key, sealed)).toThrow('cannotOpen');
  });

  it('comes in without acts that are not understood', () => {
    const feedback = { kind: 'feedback', satisfaction: 4 };
    const acts = [feedback, { kind: 'feedback', satisfaction: 9 }, { kind: 'dance' }, null, 'consultation'];
    expect(sealedContent.parse({ id, upload: {}, acts }).acts).toEqual([feedback]);
    expect(sealedContent.parse({ id, upload: {} }).acts).toEqual([]);
  });
});

describe('a sealed copy of which the server has another', () => {
  it('is merged as the phone would have done it', () =>
    fc.assert(
      fc.property(twoCopies, ({ device, stored }) => {
        const { touched, isProfileTouched, ...content } = device;
        const phone = {
          ...begun({ ...place, ...content, profile: content.profile, isSharedPhone: true }),
          ...{ ...content, touched: [...touched] },
          known: isProfileTouched ? null : { ...content, sequence: 1, submitted: false },
        };
        const onPhone = withStored(phone, { ...stored, sequence: 2, submitted: false }, now);
        const upload = { ...uploadOf(phone), ...place, submitted: false } as CheckedUpload;
        const sealed = { touched: [...touched], isProfileTouched: isTouched(phone) };
        expect({ ...contentOf(stored), ...mergedChange(sealed, upload, stored) }).toEqual({
          ...contentOf(onPhone),
          submitted: false,
        });
      }),
    ));

  it('is submitted where it was, and remembers that the language was switched', () => {
    const { upload } = anAttempt();
    const sent = { ...upload, submitted: true, hasSwitchedLanguage: true } as CheckedUpload;
    const untouched = { touched: [], isProfileTouched: false };
    expect(mergedChange(untouched, sent, contentOf(sent))).toEqual({
      ...contentOf(sent),
      ...{ submitted: true, hasSwitchedLanguage: true },
    });
  });
});
