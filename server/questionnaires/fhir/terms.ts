/**
 * What a Questionnaire and its QuestionnaireResponse say alike: addresses, linkIds, options and extensions of
 * HL7 FHIR R4 (4.0.1, http://hl7.org/fhir/R4). Types hold only the elements that are written here.
 */
import { defined } from '../../core/defined';
import type { ClosingRule, Definition } from '../../core/definition/definition';
import { answerTexts, type Texts } from '../../core/definition/texts';
import { scoredValue } from '../../core/scoring/answers';
import { defaultLanguage, type Language } from '../../core/text/languages';
import { checkOf } from '../kinds';

export interface Exported {
  definition: Definition;
  texts: Record<Language, Texts>;
  isPublished: boolean;
  /** Where the server is reached, without a trailing slash. */
  publicUrl: string;
}

export interface Extension {
  url: string;
  valueCode?: string;
  valueString?: string;
  valueDecimal?: number;
  extension?: Extension[];
}

export interface Coding {
  extension?: Extension[];
  system: string;
  code: string;
  display?: string;
}

const addressOf = ({ definition, publicUrl }: Exported): string =>
  `${publicUrl}/api/questionnaires/${definition.id}/${definition.version}`;

/** The canonical URL, where the Questionnaire can also be read. */
export const canonicalUrl = (exported: Exported): string => `${addressOf(exported)}/fhir.json`;

/** Ids of items are linkIds as they are; ids with a dot, which no item has, name what stands around the items. */
export const pageLinkId = (page: string): string => `page.${page}`;

/**
 * A code has one meaning in its system: each answer set is a system of its own, and so are the options of an item that
 * have words of their own.
 */
export const codingOf = (exported: Exported, item: string, option: number): Coding => {
  const { definition, texts } = exported;
  const hasOwnWords = texts[defaultLanguage].itemAnswers?.[item] !== undefined;
  const options = hasOwnWords
    ? `items/${item}`
    : `answers/${defined(definition.items[item], `item ${item}`).answers}`;
  return { system: `${addressOf(exported)}/${options}`, code: String(option) };
};

export const optionText = (
  { definition, texts }: Exported,
  language: Language,
  item: string,
  option: number,
) => wordsOf(defined(answerTexts(definition, texts[language], item)[option], `answer ${option} of ${item}`));

/**
 * The weight that scoring adds for an answer, so a reversed item's are turned round already (0 weighs 4); a check item
 * weighs nothing and has none. R4 lets the extension stand on an answerOption and on a Coding
 * (http://hl7.org/fhir/R4/extension-ordinalvalue.html).
 */
export const weightOf = (
  definition: Definition,
  item: string,
  option: number,
): { extension?: Extension[] } => {
  const weight = ownWeight(definition, item, option) ?? scoredValue(definition, { [item]: option }, item);
  if (weight === null || definition.items[item]?.role === 'check') return {};
  return {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: weight }],
  };
};

/** Of a kind of scale that adds something else than scored values. */
function ownWeight({ scales }: Definition, item: string, option: number): number | undefined {
  const scale = Object.values(scales).find((one) => {
    const { weightOf, itemListsOf } = checkOf(one);
    return weightOf && itemListsOf(one).some(({ items }) => items.includes(item));
  });
  return scale && checkOf(scale).weightOf?.(scale, item, option);
}

/** Our no-break spaces are typography of pages; the `string` of R4's JSON schema does not take them. */
export const wordsOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const closingRules = (definition: Definition, item: string): ClosingRule[] =>
  definition.routing.filter((rule) => rule.close.includes(item));

/**
 * The groups around an item that more than one rule closes, the innermost first: every rule must leave it open, and
 * within a rule any gate may, which one list of enableWhen cannot say. The item itself has the first rule's.
 */
export const groupsAround = (definition: Definition, item: string): { linkId: string; rule: ClosingRule }[] =>
  closingRules(definition, item)
    .slice(1)
    .map((rule, index) => ({ linkId: `rule.${item}.${index + 2}`, rule }));
