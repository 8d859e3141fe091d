import { randomUUID } from 'node:crypto';
import { mergedChange, openAttempt, sealedContent } from '../../../server/screening/sealed-attempt';
import { sealingKeyFrom } from '../../../server/shared/sealing-key';
import { anAttempt } from '../../support/attempts';
import { sealText } from '../../support/sealed';

const key = sealingKeyFrom(Buffer.alloc(32, 1));
const published = { id: key.id, key: key.publicKey.toString('base64url') };
const id = randomUUID();

describe('a sealed attempt', () => {
  it('is read as it was written', async () => {
    const upload = { answers: { A1: 3 } };
    const content = { id, upload, touched: ['A1'], acts: [{ kind: 'consultation' }] };
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

describe('what is sent and what is stored', () => {
  const { upload: base } = anAttempt();

  it('are merged by answer, page and mark, and what is stored goes first', () => {
    const sent = { ...base, answers: { A1: 0, A2: 2 }, timings: { page: 1, next: 2 }, unclear: ['A2', 'A1'] };
    const stored = { answers: { A1: 4, A3: null }, timings: { page: 9 }, unclear: ['A3', 'A1'] };
    expect(mergedChange({ ...sent, submitted: true }, stored, [])).toEqual({
      answers: { A1: 4, A2: 2, A3: null },
      timings: { page: 9, next: 2 },
      unclear: ['A1', 'A2', 'A3'],
      submitted: true,
    });
  });

  it('keep what was changed on the phone since the server had it last', () => {
    const sent = { ...base, answers: { A1: 0, A2: 2 }, timings: {}, unclear: ['A2'], submitted: true };
    const stored = { answers: { A1: 4, A2: 1 }, timings: {}, unclear: ['A1'] };
    expect(mergedChange(sent, stored, ['A1'])).toMatchObject({ answers: { A1: 0, A2: 1 }, unclear: ['A2'] });
  });
});
