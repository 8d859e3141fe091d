import { keysIn, textsOf } from '../../../../server/http/language/used-texts';

const texts = {
  screening: {
    next: 'Next',
    about: { title: 'About', eye: 'See', eyeTitle: 'You', lockTitle: 'Safe', deep: { eyeTitle: 'Far' } },
    options: ['one', 'two'],
    weeks_one: '{{count}} week',
    weeks_other: '{{count}} weeks',
  },
  profile: { form: { age: { question: 'Age?' }, sex: { question: 'Sex?', answers: { m: 'm', f: 'f' } } } },
  shared: { skip: 'Skip' },
};

/** A key with something computed in its middle. */
const computed = (before: string, after: string) => `t(\`${before}\${some}${after}\`)`;

const keys = (source: string) => keysIn(source, texts, 'some.ts');
const found = (source: string, known = new Set<string>()) => textsOf(keys(source), texts, known);

describe('the texts that a piece of code says', () => {
  it.each([
    ['a text', `t('screening:next')`, { screening: { next: 'Next' } }],
    ['a text in a view', `<p title="<%= t("shared:skip") %>">`, { shared: { skip: 'Skip' } }],
    ['a key that is handed on', `const error = 'screening:next';`, { screening: { next: 'Next' } }],
    ['a list', `t('screening:options', { returnObjects: true })`, { screening: { options: ['one', 'two'] } }],
    [
      'a text with its numbers',
      `t('screening:weeks', { count })`,
      { screening: { weeks_one: '{{count}} week', weeks_other: '{{count}} weeks' } },
    ],
    ['all of a group', `t(\`profile:form.sex\`)`, { profile: { form: { sex: texts.profile.form.sex } } }],
    [
      'what a computed part may be, without a dot',
      computed('screening:about.', 'Title'),
      { screening: { about: { eyeTitle: 'You', lockTitle: 'Safe' } } },
    ],
    [
      'a computed group',
      computed('profile:form.', '.question'),
      { profile: { form: { age: { question: 'Age?' }, sex: { question: 'Sex?' } } } },
    ],
  ])('are found: %s', (_what, source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  it('are left out where they are known, and are known from then on', () => {
    const known = new Set(['screening:about.eyeTitle']);
    expect(found(computed('screening:about.', 'Title'), known)).toEqual({
      screening: { about: { lockTitle: 'Safe' } },
    });
    expect(found(`t('screening:about.lockTitle')`, known)).toEqual({});
  });

  it('are nothing else that looks like a key', () => {
    expect(found(`import 'node:fs'; const a = ['sms:111', 'screening/start/about', 'a:b:c'];`)).toEqual({});
  });

  it.each([
    ['a text', `t('screening:nxt')`, 'screening:nxt'],
    ['a key that is handed on', `const error = 'screening:nxt';`, 'screening:nxt'],
    ['a computed text', computed('screening:about.', 'Text'), 'screening:about.*Text'],
    ['a namespace', `t('screning:next')`, 'screning:next'],
    ['a key without a namespace', `t('next')`, 'next'],
  ])('are missed with the name of the file: %s', (_what, source, key) => {
    expect(() => keys(source)).toThrow(`some.ts: no such text: ${key}`);
  });
});
