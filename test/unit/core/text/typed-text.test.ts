import { typedText } from '../../../../server/core/text/typed-text';

it.each([
  ['line ends of Windows, old Macs and Word', 'a\r\nb\rc\vd\u2028e', 'a\nb\nc\nd\ne'],
  ['blank ends', ' \n\u00a0 Көмек керек \n\n', 'Көмек керек'],
  ['spaces and empty lines within', 'a  b\n\n\tc', 'a  b\n\n\tc'],
  ['a control character, as what browsers draw for it', 'a\u0000b\u001bc\u009f', 'a\ufffdb\ufffdc\ufffd'],
  ['signs that turn the direction', 'a\u202eb\u2066c', 'a\u202eb\u2066c'],
  ['pictures, letters with marks and joined signs', '👨‍👩‍👧 Әлі́', '👨‍👩‍👧 Әлі́'],
  ['a long text as a whole', 'ы'.repeat(12_000), 'ы'.repeat(12_000)],
])('keeps %s', (_what, typed, kept) => {
  expect(typedText(typed)).toBe(kept);
});

it.each([
  ['spaces and lines', ' \t\r\n '],
  ['spaces that do not break', '\u00a0\u2007\u202f'],
  ['what takes no ink', '\u200b\u200d\u2060\u2800\u3164\ufeff\u00ad\u202e'],
])('takes %s for nothing', (_what, typed) => {
  expect(typedText(typed)).toBe('');
});
