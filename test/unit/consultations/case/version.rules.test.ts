import { versionFrom, versionOf, versionText } from '../../../../server/consultations/case/version.rules';

it('a version survives its way through a form', () => {
  const version = versionOf({ version: 12, messages: [1, 2, 3] });
  expect(versionText(version)).toBe('12.3');
  expect(versionFrom('12.3')).toEqual(version);
});

it.each(['', '12', '12.', '.3', '12.3.4', '-1.3', 'a.b', '99999999.1'])('%j is none', (text) => {
  expect(versionFrom(text)).toBeNull();
});
