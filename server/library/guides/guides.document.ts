/** A guide as a document: for its files, and for the annex of a reference. */

import type { Language } from '../../core/definition/types';
import { guideReaders } from '../../core/feedback/text-content';
import { type MarkdownBlock, markdownBlocks, plainOf, runsOf } from '../../core/text/markdown';
import type { Translate } from '../../core/text/translate';
import { typeset } from '../../core/text/typeset';
import type { Leaflet, List, Paragraph, TextBlock } from '../../documents/document-model';
import { dayText } from '../../http/language/dates';
import type { Guide } from './guide';

export interface GuidePart {
  title: string;
  blocks: TextBlock[];
}

interface Wishes {
  language: Language;
  t: Translate;
  /** Of the guide's page on the site. */
  address: string;
}

export function guideLeaflet(guide: Guide, { language, t, address }: Wishes): Leaflet {
  const { title, summary } = guide.contents[language];
  return {
    language,
    title: typeset(title, language),
    subject: t('library:guide.series'),
    lead: typeset(summary, language),
    imprint: [guideImprint(guide, t), t('library:guide.address')],
    contents: null,
    pageOf: t('library:guide.pageOf'),
    address,
    writtenAt: guide.writtenAt,
    sections: guideParts(guide, language, t).map((part) => ({
      ...part,
      startsOnNewPage: false,
      isAnnex: false,
    })),
  };
}

/** Who wrote it or that it came with the software, when, and whether it is agreed. */
export function guideImprint(
  { author: { role }, isShipped, writtenAt, version, state }: Guide,
  t: Translate,
): string {
  const author = isShipped ? t('library:shipped') : t(`shared:roles.${role}`);
  const values = { author, date: dayText(t, writtenAt), version, state: t(`library:guide.states.${state}`) };
  return t('library:guide.written', values);
}

/** The text under its headings, the readers' boxes, the sources. */
export function guideParts(guide: Guide, language: Language, t: Translate): GuidePart[] {
  const { body, boxes, sources } = guide.contents[language];
  const blocksOf = (blocks: MarkdownBlock[]) => blocks.map(textBlock);
  return [
    ...bodyParts(body, language, t).map(({ title, blocks }) => ({ title, blocks: blocksOf(blocks) })),
    {
      title: t('library:guide.boxes'),
      blocks: guideReaders.map((reader) => ({
        kind: 'box',
        title: t(`library:readers.${reader}`),
        blocks: blocksOf(markdownBlocks(typeset(boxes[reader], language))),
      })),
    },
    {
      title: t('library:guide.sources'),
      blocks: [{ kind: 'list', isNumbered: true, isSmall: true, items: typesetAll(sources, language) }],
    },
  ];
}

export const typesetAll = (texts: string[], language: Language): string[] =>
  texts.map((text) => typeset(text, language));

interface BodyPart {
  title: string;
  blocks: MarkdownBlock[];
}

/** Each heading with what stands below it; what stands above the first one is an introduction. */
export function bodyParts(body: string, language: Language, t: Translate): BodyPart[] {
  const parts: BodyPart[] = [];
  for (const block of markdownBlocks(typeset(body, language))) {
    const last = parts.at(-1);
    if (block.kind === 'heading') parts.push({ title: plainOf(block.text), blocks: [] });
    else if (last) last.blocks.push(block);
    else parts.push({ title: t('library:guide.introduction'), blocks: [block] });
  }
  return parts;
}

/** A heading inside a box is a bold line. */
function textBlock(block: MarkdownBlock): Paragraph | List {
  if ('items' in block) {
    const items = block.items.map(runsOf);
    return { kind: 'list', isNumbered: block.kind === 'ol', items };
  }
  const text = runsOf(block.text);
  const isHeading = block.kind === 'heading';
  return { kind: 'paragraph', text: isHeading ? text.map((run) => ({ ...run, isBold: true })) : text };
}
