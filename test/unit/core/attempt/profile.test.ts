import { readAboutYou } from '../../../../server/core/attempt/about-you';
import { completeProfile, unanswered } from '../../../../server/core/attempt/profile';
import { profileFields } from '../../../../server/core/attempt/profile-fields';
import { aboutYou, aProfile } from '../../../support/builders/attempts';

const inClass = { kind: 'class' };
const inSchool = { kind: 'school' };

describe('what was typed about oneself', () => {
  it('becomes facts', () => {
    expect(readAboutYou(aboutYou, null)).toEqual({ ok: true, value: aProfile });
  });

  it.each([
    ['an age with spaces', { age: ' 15 ' }, { age: 15 }],
    ['an age below 13, which is answered with help', { age: '9' }, { age: 9 }],
    ['one tag', { tags: 'orphan' }, { tags: ['orphan'] }],
    [
      'tags in any order, one of them twice',
      { tags: ['orphan', 'disability', 'orphan'] },
      { tags: ['disability', 'orphan'] },
    ],
  ])('takes %s', (_, typed, facts) => {
    expect(readAboutYou({ ...aboutYou, ...typed }, inSchool)).toEqual({
      ok: true,
      value: { ...aProfile, ...facts },
    });
  });

  it('names each field that is missing or that it cannot take', () => {
    const wrong = {
      sex: ['m', 'f'],
      age: '15.5',
      region: 'Алматы',
      status: 'king',
      tags: ['orphan', 'rich'],
    };
    const named = Object.keys({ ...wrong, settlement: undefined });
    expect(readAboutYou(wrong, null)).toEqual({
      ok: false,
      errors: Object.fromEntries(named.map((id) => [id, `profile:form.${id}.error`])),
    });
  });

  it('holds no rare fact from a class, even where one is sent', () => {
    expect(readAboutYou({ ...aboutYou, tags: 'orphan' }, inClass)).toEqual({ ok: true, value: aProfile });
    expect(readAboutYou({ ...aboutYou, tags: 'rich' }, inClass)).toEqual({ ok: true, value: aProfile });
  });
});

describe('a field', () => {
  it('that a class is not asked can be left unanswered', () => {
    const rare = profileFields.filter(({ isRare }) => isRare);
    expect(rare.map(({ id }) => id)).toEqual(['tags']);
    for (const field of rare) expect(unanswered(field)).toBeDefined();
  });

  it('that was not asked when a profile was stored is unanswered in it', () => {
    const { sex: _sex, tags: _tags, ...older } = aProfile;
    expect(completeProfile(older)).toEqual({ ...older, sex: 'none', tags: [] });
    expect(completeProfile(aProfile)).toEqual(aProfile);
  });
});
