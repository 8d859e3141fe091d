/** What the pages of guides show. */

import type { Language } from '../../core/definition/types';
import { type GuideReader, guideReaders } from '../../core/feedback/text-content';
import { renderBlocks, renderMarkdown } from '../../core/text/markdown';
import { wordCount } from '../../core/text/prose';
import type { Translate } from '../../core/text/translate';
import { typeset } from '../../core/text/typeset';
import { leafletFormats } from '../../documents/leaflet-files';

import type { Guide } from './guide';
import { bodyParts, guideImprint, typesetAll } from './guides.document';

interface Reader {
  t: Translate;
  language: Language;
  /** In which a text is read aloud to oneself. */
  wordsPerMinute: number;
}

const hrefOf = ({ id }: Guide, reader?: GuideReader) => `/guides/${id}${reader ? `?for=${reader}` : ''}`;

function choicesOf(guide: Guide, { t }: Reader, chosen?: GuideReader) {
  return guideReaders.map((reader) => ({
    href: hrefOf(guide, reader),
    label: t(`library:readers.${reader}`),
    isCurrent: reader === chosen,
  }));
}

/** Of what stands unfolded. */
function minutesText(guide: Guide, { t, language, wordsPerMinute }: Reader, chosen?: GuideReader): string {
  const { body, boxes } = guide.contents[language];
  const words = wordCount(body) + (chosen ? wordCount(boxes[chosen]) : 0);
  return t('library:guide.minutes', { minutes: Math.max(1, Math.round(words / wordsPerMinute)) });
}

export function guidesView(guides: Guide[], reader: Reader) {
  const { t, language } = reader;
  return {
    title: t('library:guide.title'),
    guides: guides.map((guide) => ({
      headingId: `guide-${guide.id}`,
      href: hrefOf(guide),
      title: typeset(guide.contents[language].title, language),
      summary: typeset(guide.contents[language].summary, language),
      minutes: minutesText(guide, reader),
      readers: choicesOf(guide, reader),
    })),
  };
}

/** The chosen reader's box stands first and open, the others folded at the end. */
export function guideView(guide: Guide, chosen: GuideReader | undefined, reader: Reader) {
  const { t, language } = reader;
  const { title, summary, body, boxes, sources } = guide.contents[language];
  const boxOf = (one: GuideReader) => ({
    label: t(`library:readers.${one}`),
    html: renderMarkdown(typeset(boxes[one], language)),
  });
  const parts = bodyParts(body, language, t).map((part, index) => ({
    id: `part-${index + 1}`,
    title: part.title,
    html: renderBlocks(part.blocks),
  }));
  const boxesTitle = t(chosen ? 'library:guide.others' : 'library:guide.boxes');
  return {
    title: typeset(title, language),
    summary: typeset(summary, language),
    minutes: minutesText(guide, reader, chosen),
    readers: [
      { href: hrefOf(guide), label: t('library:guide.everybody'), isCurrent: !chosen },
      ...choicesOf(guide, reader, chosen),
    ],
    first: chosen ? boxOf(chosen) : null,
    contents: [
      ...parts,
      { id: 'boxes', title: boxesTitle },
      { id: 'sources', title: t('library:guide.sources') },
    ].map((part) => ({ href: `#${part.id}`, title: part.title })),
    parts,
    boxesTitle,
    boxes: guideReaders.filter((one) => one !== chosen).map(boxOf),
    sources: typesetAll(sources, language),
    files: leafletFormats.map((format) => ({
      href: `/guides/${guide.id}/${guide.id}-${language}.${format}`,
      label: t(`library:guide.formats.${format}`),
    })),
    written: guideImprint(guide, t),
  };
}
