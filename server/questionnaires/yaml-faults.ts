/** What is wrong with the writing of a YAML file, for somebody who knows none of YAML's own words. */
import type { ErrorCode, YAMLError } from 'yaml';

const inQuotes = 'put the text between quotation marks';
const sign =
  'a sign is missing or too many, here or just above: a quotation mark, a bracket, a comma between entries, a : behind a key, a space behind a : (inside of "…", quotations are «…»)';
const marks = `a text cannot begin with & or *, by which a part is named and repeated: ${inQuotes}`;

/** By what the library calls them. */
const reasons: Record<ErrorCode, string> = {
  DUPLICATE_KEY: 'this key is there already in the same block: keep one of the two',
  MULTIPLE_DOCS: 'a line of three dashes or dots divides the file in two: delete it',
  TAB_AS_INDENT: 'a tab stands where only spaces may: indent with spaces',
  BAD_INDENT:
    'the line begins with more or fewer spaces than those it belongs to, or a bracket is still open above',
  MISSING_CHAR: sign,
  UNEXPECTED_TOKEN: sign,
  BLOCK_AS_IMPLICIT_KEY: `a second : stands in the line: ${inQuotes}`,
  MULTILINE_IMPLICIT_KEY: `a line without a key and : stands here. If it goes on with a text, ${inQuotes}`,
  BLOCK_IN_FLOW:
    'inside of { } and [ ] there are no lines of their own that begin with - or key: ; use commas',
  BAD_SCALAR_START: `a text cannot begin with this sign: ${inQuotes}`,
  BAD_DQ_ESCAPE: 'in "…" the sign \\ makes another sign of the next letter: write \\\\, or use \'…\'',
  TAG_RESOLVE_FAILED: `a word that begins with ! is not read: ${inQuotes}`,
  BAD_DIRECTIVE: `a line cannot begin with %: ${inQuotes}`,
  KEY_OVER_1024_CHARS: 'a key of more than a thousand letters: is a quotation mark missing above?',
  NON_STRING_KEY: 'a key is a word before a :',
  BAD_ALIAS: marks,
  ALIAS_PROPS: marks,
  MULTIPLE_ANCHORS: marks,
  BAD_PROP_ORDER: marks,
  MULTIPLE_TAGS: `two words that begin with ! : ${inQuotes}`,
  BAD_COLLECTION_TYPE: `a word that begins with ! is not read: ${inQuotes}`,
  RESOURCE_EXHAUSTION: 'brackets stand in brackets too many times',
  IMPOSSIBLE: 'this cannot be read',
};

export interface YamlFault {
  /** In the text. */
  offset: number;
  reason: string;
}

const faultOf = ({ code, pos: [offset] }: YAMLError): YamlFault => ({ offset, reason: reasons[code] });

/**
 * One mistake in the writing makes more of all that follows, so that only the first is told; keys that stand twice are told
 * each. A warning about a word with ! is a fault: the word would be lost.
 */
export function yamlFaults({
  errors,
  warnings,
}: {
  errors: YAMLError[];
  warnings: YAMLError[];
}): YamlFault[] {
  const lost = warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const broken = errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  return [...(broken < 0 ? errors : errors.slice(0, broken + 1)), ...lost].map(faultOf);
}
