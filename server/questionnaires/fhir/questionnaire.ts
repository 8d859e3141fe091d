/**
 * A definition as an HL7 FHIR R4 Questionnaire (http://hl7.org/fhir/R4/questionnaire.html): the default language with the
 * others as translations, a group per page, a choice per question, the weights on its options, the gates as enableWhen.
 */
import { defined } from '../../core/defined';
import type { ClosingRule, Page } from '../../core/definition/definition';
import { optionsOf } from '../../core/definition/items';
import type { Texts } from '../../core/definition/texts';
import { defaultLanguage, type Language, languages } from '../../core/text/languages';
import {
  type Coding,
  canonicalUrl,
  closingRules,
  codingOf,
  type Exported,
  type Extension,
  groupsAround,
  optionText,
  pageLinkId,
  weightOf,
  wordsOf,
} from './terms';

interface Translations {
  extension: Extension[];
}

interface EnableWhen {
  question: string;
  operator: '!=' | 'exists';
  answerCoding?: Coding;
  answerBoolean?: boolean;
}

interface Enabling {
  enableWhen: EnableWhen[];
  enableBehavior: 'any';
}

export interface QuestionnaireItem extends Partial<Enabling> {
  linkId: string;
  text?: string;
  _text?: Translations;
  type: 'group' | 'display' | 'choice';
  required?: boolean;
  answerOption?: { extension?: Extension[]; valueCoding: Coding & { _display: Translations } }[];
  item?: QuestionnaireItem[];
}

/** Of the default language's words, as http://hl7.org/fhir/R4/extension-translation.html has it. */
const translationsOf = (textIn: (language: Language) => string): Translations => ({
  extension: languages
    .filter((language) => language !== defaultLanguage)
    .map((language) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/translation',
      extension: [
        { url: 'lang', valueCode: language },
        { url: 'content', valueString: textIn(language) },
      ],
    })),
});

const textOf = ({ texts }: Exported, pick: (texts: Texts) => string) => {
  const textIn = (language: Language) => wordsOf(pick(texts[language]));
  return { text: textIn(defaultLanguage), _text: translationsOf(textIn) };
};

/**
 * Open unless every gate was answered 0. By the letter of R4 `!=` holds for a skipped gate too, but not all systems
 * read it so; `exists` says it for all (http://hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html).
 */
const enabledUnlessZero = (exported: Exported, gates: string[]): Enabling => ({
  enableWhen: gates.flatMap((question): EnableWhen[] => [
    { question, operator: '!=', answerCoding: codingOf(exported, question, 0) },
    { question, operator: 'exists', answerBoolean: false },
  ]),
  enableBehavior: 'any',
});

const question = (exported: Exported, item: string): QuestionnaireItem => {
  const { definition } = exported;
  const [rule] = closingRules(definition, item);
  const choice: QuestionnaireItem = {
    linkId: item,
    ...textOf(exported, ({ items }) => defined(items[item], `item ${item}`)),
    type: 'choice',
    ...(rule && enabledUnlessZero(exported, rule.whenAllZero)),
    required: false,
    answerOption: optionsOf(definition, item).map((option) => {
      const textIn = (language: Language) => optionText(exported, language, item, option);
      const words = { display: textIn(defaultLanguage), _display: translationsOf(textIn) };
      return {
        ...weightOf(definition, item, option),
        valueCoding: { ...codingOf(exported, item, option), ...words },
      };
    }),
  };
  return groupsAround(definition, item).reduce(
    (inner, { linkId, rule: { whenAllZero } }): QuestionnaireItem => ({
      linkId,
      type: 'group',
      ...enabledUnlessZero(exported, whenAllZero),
      item: [inner],
    }),
    choice,
  );
};

/** Gates that close the page once all were answered 0; none for a page with a question that is always asked. */
const gatesOfPage = (rulesByItem: ClosingRule[][]): string[] =>
  rulesByItem.some((rules) => rules.length === 0)
    ? []
    : [...new Set(rulesByItem.flat().flatMap(({ whenAllZero }) => whenAllZero))];

const group = (exported: Exported, page: Page): QuestionnaireItem => {
  const linkId = pageLinkId(page.id);
  const gates = gatesOfPage(page.items.map((item) => closingRules(exported.definition, item)));
  const display = (name: string, pick: (texts: Texts) => string): QuestionnaireItem => ({
    linkId: `${linkId}.${name}`,
    ...textOf(exported, pick),
    type: 'display',
  });
  const textsOf = ({ pages }: Texts) => defined(pages[page.id], `page ${page.id}`);
  const hasLead = textsOf(exported.texts[defaultLanguage]).lead !== undefined;
  return {
    linkId,
    ...textOf(exported, (texts) => textsOf(texts).title),
    type: 'group',
    ...(gates.length > 0 && enabledUnlessZero(exported, gates)),
    item: [
      display('window', ({ windows }) => defined(windows[page.window], `window ${page.window}`)),
      ...(hasLead
        ? [display('lead', (texts) => defined(textsOf(texts).lead, `lead of page ${page.id}`))]
        : []),
      ...page.items.map((item) => question(exported, item)),
    ],
  };
};

/** `self-diagnosis` as `SelfDiagnosis`: R4 wants a name that programs can use (que-0). */
const nameOf = (id: string): string =>
  id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/**
 * Experimental, because every band is provisional until a pilot. No subject type: R4 then leaves the subject open, and
 * an anonymous response has none. Every question may be skipped, so none is required.
 */
export const fhirQuestionnaire = (exported: Exported) => {
  const { definition } = exported;
  const title = textOf(exported, (texts) => texts.title);
  const description = textOf(exported, ({ notDiagnosis }) => notDiagnosis);
  return {
    resourceType: 'Questionnaire' as const,
    language: defaultLanguage,
    url: canonicalUrl(exported),
    version: definition.version,
    name: nameOf(definition.id),
    title: title.text,
    _title: title._text,
    status: exported.isPublished ? ('active' as const) : ('draft' as const),
    experimental: true,
    description: description.text,
    _description: description._text,
    item: definition.pages.map((page) => group(exported, page)),
  };
};
