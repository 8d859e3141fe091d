/**
 * What somebody typed or pasted, as it is kept: nothing is cut. Other signs for a line's end become one (browsers send CR LF,
 * Word has a vertical tab), blank ends go. A control character has no place in a text and becomes what browsers draw for
 * it; signs that turn the direction stay, as pages show each text apart.
 */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Besides what `\s` knows: what takes no ink. */
const invisible =
  /[\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]/g;

/** @returns the empty text where nothing of it can be seen */
export function typedText(typed: string): string {
  if (typed.replace(invisible, '') === '') return '';
  return typed.replace(lineEnds, '\n').replace(controls, '\ufffd').trim();
}
