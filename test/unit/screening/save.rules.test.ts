import type { Attempt } from '../../../server/screening/attempt.types';
import { type CheckedUpload, decideSave, isNewStart } from '../../../server/screening/save.rules';
import { aProfile } from '../../support/builders/attempts';

const content = {
  language: 'kk' as const,
  profile: aProfile,
  answers: { A1: 2, A2: null },
  timings: { a1: 9000 },
  unclear: ['A2'],
  shown: [],
};

const stored = (changes: Partial<Attempt> = {}): Attempt => ({
  ...content,
  id: 'id',
  questionnaire: 'self-diagnosis/v1',
  questionnaireHash: 'a'.repeat(16),
  hasSwitchedLanguage: false,
  submittedAnswers: null,
  campaign: null,
  isTryOut: false,
  sequence: 5,
  startedAt: new Date(0),
  savedAt: new Date(0),
  submittedAt: null,
  result: null,
  scoringVersion: null,
  feedback: null,
  ...changes,
});

const upload = (changes: Partial<CheckedUpload> = {}): CheckedUpload => ({
  ...content,
  id: 'id',
  code: 'code',
  questionnaire: 'self-diagnosis/v1',
  campaign: null,
  sequence: 5,
  submitted: false,
  ...changes,
});

describe('what an upload means for the stored copy', () => {
  it.each([
    ['a higher sequence is written', upload({ sequence: 6 }), 'write'],
    ['a higher sequence is written even without a change', upload({ sequence: 600 }), 'write'],
    ['a lower sequence keeps', upload({ sequence: 4, answers: {} }), 'keep'],
    ['the same again keeps', upload(), 'keep'],
    ['the same in another order keeps', upload({ answers: { A2: null, A1: 2 } }), 'keep'],
    [
      'another answer under the same sequence is a conflict',
      upload({ answers: { A1: 3, A2: null } }),
      'conflict',
    ],
    ['a missing answer is no skipped one', upload({ answers: { A1: 2 } }), 'conflict'],
    ['another profile is a conflict', upload({ profile: { ...aProfile, age: 16 } }), 'conflict'],
    ['another language is a conflict', upload({ language: 'ru' }), 'conflict'],
    ['a submission under the same sequence is a conflict', upload({ submitted: true }), 'conflict'],
  ])('%s', (_name, sent, decision) => {
    expect(decideSave(stored(), sent)).toBe(decision);
  });

  it.each([upload({ sequence: 9 }), upload({ answers: {} }), upload({ submitted: true, sequence: 6 })])(
    'nothing changes a submitted attempt',
    (sent) => {
      expect(decideSave(stored({ submittedAt: new Date(1) }), sent)).toBe('keep');
    },
  );
});

describe('a new start', () => {
  it.each([
    [{}, false, true],
    [{ A1: 0 }, false, false],
    [{ A1: null }, false, false],
    [{}, true, false],
  ])('with answers %j and submitted %s is %s', (answers, submitted, expected) => {
    expect(isNewStart(upload({ answers, submitted }))).toBe(expected);
  });
});
