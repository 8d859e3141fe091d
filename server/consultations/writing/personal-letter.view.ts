/**
 * What a letter begins with, and what is offered for it: this student's own strong answers in words, never a score; then
 * agreed texts that they have not read yet. What was shown with the result is never said again.
 */
import { ageGroupOf } from '../../core/attempt/profile';
import { bandRules } from '../../core/definition/bands';
import type { Language } from '../../core/definition/types';
import { factsOf, feedbackFor, textsAboutAnswers } from '../../core/feedback/feedback';
import { strongestAnswers } from '../../core/feedback/own-answers';
import { readersOf, readFor } from '../../core/feedback/reader';
import type { Translate } from '../../core/text/translate';
import type { TextVersion } from '../../library/text.types';
import type { Questionnaire } from '../../questionnaires';
import type { Attempt } from '../../screening/attempt.types';
import type { Case, Message } from '../case/case.types';
import { unanswered } from '../case/standing.rules';
import { isSameParagraph, paragraphsOf, plainText } from './paragraphs.rules';
import type { Snippet } from './snippets/snippets.rules';

export interface Block {
  id: string;
  title: string;
  /** As plain text. */
  text: string;
  /** It goes before everything else. */
  isFirst: boolean;
}

export interface LetterMaterial {
  start: string;
  /** To be switched on and off; the one for a crisis is the first. */
  blocks: Block[];
  /** Whatever of a letter may come from here. */
  offered: string[];
  /** What the student read with the result, in this language. */
  alreadyRead: string[];
}

export interface MaterialGiven {
  case: Case;
  attempt: Attempt;
  questionnaire: Questionnaire;
  /** All texts that are shown now, by id. */
  library: Record<string, TextVersion>;
  /** The texts of the result in the versions that the student read. */
  shown: Record<string, TextVersion>;
}

/** More than that is read by nobody. */
const mostAnswers = 4;

/** Of the snippets those in the letter's language. */
export const snippetBlocks = (snippets: readonly Snippet[], wanted: Language): Block[] =>
  snippets
    .filter(({ language }) => language === wanted)
    .map(({ id, title, text }) => ({ id: `snippet-${id}`, title, text, isFirst: false }));

export const isInDanger = ({ flags, dangerAt }: Pick<Case, 'flags' | 'dangerAt'>): boolean =>
  flags.length > 0 || dangerAt !== null;

/** What the student wrote and nobody has answered yet. */
export const openReplies = ({ messages }: Pick<Case, 'messages'>): Message[] =>
  unanswered(messages).filter(({ kind }) => kind === 'reply');

export function letterMaterial(given: MaterialGiven, t: Translate, language: Language): LetterMaterial {
  const { case: one } = given;
  const words = (key: string) => t(`writing:letter.${key}`, { lng: language });
  const crisis = isInDanger(one)
    ? [{ id: 'crisis', title: t('writing:blocks.crisis'), text: words('crisis'), isFirst: true }]
    : [];
  const alreadyRead = readTexts(given, language);
  const fresh = freshBlocks(given, language, alreadyRead);
  const answers = ownAnswers(given, t, language);
  const [greeting, prompt, closing] = [words('greeting'), words('prompt'), words('closing')];
  const first = [greeting, ...crisis.map(({ text }) => text), ...answers, prompt, closing];
  // Who answers a message says something of their own from the first word on.
  const start = openReplies(one).length > 0 ? crisis.map(({ text }) => text) : first;
  const blocks = [...crisis, ...fresh];
  return {
    start: start.join('\n\n'),
    blocks,
    offered: [...first, ...blocks.map(({ text }) => text)],
    alreadyRead,
  };
}

/** As one paragraph; none where nothing was answered strongly. */
function ownAnswers({ attempt, questionnaire }: MaterialGiven, t: Translate, language: Language): string[] {
  const { result, submittedAnswers: answers, profile } = attempt;
  if (!result || !answers) return [];
  const { definition, texts } = questionnaire;
  const { scales } = feedbackFor(definition, { answers, result, age: profile.age });
  const raised = scales.filter(({ band }) => band !== null && !bandRules(definition, band)?.isCalm);
  const strong = (raised.length > 0 ? raised : scales)
    .flatMap(({ scale }) => strongestAnswers(definition, texts[language], scale, answers))
    .slice(0, mostAnswers);
  if (strong.length === 0) return [];
  const lines = strong.map((one) => t('writing:letter.answer', { ...one, lng: language }));
  return [[t('writing:letter.answers', { lng: language }), ...lines].join('\n')];
}

/** For whom the marked passages of agreed texts are. */
export function readersIn({
  attempt,
  questionnaire: { definition },
}: Pick<MaterialGiven, 'attempt' | 'questionnaire'>): string[] {
  const { result, submittedAnswers: answers, profile } = attempt;
  if (!result || !answers) return [];
  return readersOf(definition, { ...factsOf(definition, { answers, result, age: profile.age }), profile });
}

function readTexts(given: MaterialGiven, language: Language): string[] {
  const readers = readersIn(given);
  const group = ageGroupOf(given.attempt.profile.age);
  return Object.values(given.shown).flatMap(({ contents }) => {
    const { body, byAge } = contents[language];
    return [body, ...(byAge ? [byAge[group]] : [])].flatMap((text) =>
      paragraphsOf(plainText(readFor(text, readers))),
    );
  });
}

/**
 * Of the agreed texts that this result brings today what was not read with it: they may have been changed since. Then what
 * the guides say to pupils, which no result shows.
 */
function freshBlocks(given: MaterialGiven, language: Language, alreadyRead: string[]): Block[] {
  const { library, questionnaire } = given;
  const readers = readersIn(given);
  const aboutAnswers = textsAboutAnswers(questionnaire.definition);
  const isNew = (paragraph: string) => !alreadyRead.some((read) => isSameParagraph(read, paragraph));
  const blockOf = (id: string, title: string, markdown: string): Block[] => {
    const text = paragraphsOf(plainText(readFor(markdown, readers)))
      .filter(isNew)
      .join('\n\n');
    return text === '' ? [] : [{ id, title, text, isFirst: false }];
  };
  const changed = Object.keys(given.shown)
    .filter((id) => !aboutAnswers.includes(id))
    .flatMap((id) => {
      const content = library[id]?.contents[language];
      return content ? blockOf(id, content.title, content.body) : [];
    });
  const guides = questionnaire.definition.guides.flatMap((id) => {
    const content = library[id]?.contents[language];
    return content?.boxes ? blockOf(`guide-${id}`, content.title, content.boxes.pupil) : [];
  });
  return [...changed, ...guides];
}
