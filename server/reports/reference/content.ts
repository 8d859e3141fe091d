/** The whole reference in one language: its sections, the sheets of its tables, and the document that Word and the page show. */

import { typeset } from '../../core/text/typeset';
import type { Block, DocumentSection, LongDocument } from '../../documents/document-model';
import { guideImprint, guideParts } from '../../library/guides/guides.document';
import { localMinute } from '../../shared/clock';
import type { Content, Section, SectionBlock } from './context';
import { documentTable } from './document-table';
import { conclusionsSection } from './sections/conclusions.section';
import { indicatorsSection } from './sections/indicators.section';
import { levelsSection } from './sections/levels.section';
import { methodSection } from './sections/method.section';
import { regionsSection } from './sections/regions.section';
import { respondentsSection } from './sections/respondents.section';
import { servicesSection } from './sections/services.section';
import type { Sheet } from './sheet';
import type { Voice } from './voice';

const sections = [
  indicatorsSection,
  respondentsSection,
  levelsSection,
  regionsSection,
  servicesSection,
  conclusionsSection,
  methodSection,
];

export interface ReferenceContent {
  document: LongDocument;
  /** Every table with every number, also those too long for a document. */
  sheets: Sheet[];
}

export function referenceContent(content: Content): ReferenceContent {
  const made = sections.map((section) => section(content));
  return {
    document: documentOf(made, content),
    sheets: made.flatMap(({ blocks }) => blocks.flatMap(sheetOf)),
  };
}

function sheetOf(block: SectionBlock): Sheet[] {
  return block.kind === 'sheet' ? [block.sheet] : [];
}

function documentOf(made: Section[], content: Content): LongDocument {
  const { plan, numbers, snapshot, voice } = content;
  const { translate, language } = voice;
  const until = localMinute(new Date(numbers.until));
  const imprint = snapshot
    ? [
        translate('imprint.id', { id: snapshot.id }),
        translate('imprint.frozenAt', { time: localMinute(snapshot.frozenAt) }),
        translate('imprint.hash', { hash: snapshot.hash }),
      ]
    : [translate('imprint.draft')];
  return {
    language,
    title: translate('document.title'),
    subject: plan.project[language],
    subtitle: [
      plan.organisation[language],
      translate('document.period', { from: voice.day(plan.from), to: voice.day(plan.to) }),
    ],
    imprint: [
      ...imprint,
      translate('imprint.until', { time: until }),
      translate('imprint.software', { version: numbers.softwareVersion }),
    ],
    contents: translate('document.contents'),
    pageOf: translate('document.pageOf'),
    sections: [...numberedSections(made, voice), ...annexes(content)],
  };
}

/** Sections, tables and figures are numbered in the order in which they stand. */
function numberedSections(made: Section[], voice: Voice): DocumentSection<Block>[] {
  let [tables, figures] = [0, 0];
  const blocksOf = (block: SectionBlock): Block[] => {
    if (block.kind === 'sheet') {
      if (block.isInFilesOnly) return [];
      tables += 1;
      const table = documentTable(block.sheet, voice);
      const caption = voice.translate('document.table', { number: tables, caption: table.caption });
      return [{ kind: 'table', table: { ...table, caption } }];
    }
    if (block.kind !== 'figure') return [block];
    figures += 1;
    return [
      { ...block, caption: voice.translate('document.figure', { number: figures, caption: block.caption }) },
    ];
  };
  return made.map(({ title, startsOnNewPage, blocks }, index) => ({
    title: `${index + 1}. ${title}`,
    startsOnNewPage,
    isAnnex: false,
    blocks: blocks.flatMap(blocksOf),
  }));
}

/** The guides as they stood in the library; their titles are numbered apart. */
function annexes({ guides, voice }: Content): DocumentSection<Block>[] {
  const { language, translate, t } = voice;
  return guides.map((guide, index) => {
    const { title, summary } = guide.contents[language];
    return {
      title: translate('document.annex', { number: index + 1, title: typeset(title, language) }),
      startsOnNewPage: true,
      isAnnex: true,
      blocks: [
        { kind: 'paragraph', isSmall: true, text: guideImprint(guide, t) },
        { kind: 'paragraph', text: typeset(summary, language) },
        ...guideParts(guide, language, t).flatMap((part): Block[] => [
          { kind: 'heading', text: part.title },
          ...part.blocks,
        ]),
      ],
    };
  });
}
