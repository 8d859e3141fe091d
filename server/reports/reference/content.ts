/** The whole reference in one language: its sections, the sheets of its tables, and the document that Word and the page show. */

import { localMinute } from '../../shared/clock';
import type { Block, DocumentModel, DocumentSection } from '../documents/document-model';
import { documentTable } from '../documents/document-table';
import type { Content, Section, SectionBlock } from './context';
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
  document: DocumentModel;
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

function documentOf(made: Section[], { plan, numbers, snapshot, voice }: Content): DocumentModel {
  const { say, language } = voice;
  const until = localMinute(new Date(numbers.until));
  const imprint = snapshot
    ? [
        say('imprint.id', { id: snapshot.id }),
        say('imprint.frozenAt', { time: localMinute(snapshot.frozenAt) }),
        say('imprint.hash', { hash: snapshot.hash }),
      ]
    : [say('imprint.draft')];
  return {
    language,
    title: say('document.title'),
    subject: plan.project[language],
    subtitle: [
      plan.organisation[language],
      say('document.period', { from: voice.day(plan.from), to: voice.day(plan.to) }),
    ],
    imprint: [
      ...imprint,
      say('imprint.until', { time: until }),
      say('imprint.software', { version: numbers.softwareVersion }),
    ],
    texts: {
      contents: say('document.contents'),
      pageOf: say('document.pageOf'),
    },
    sections: numberedSections(made, voice),
  };
}

/** Sections, tables and figures are numbered in the order in which they stand. */
function numberedSections(made: Section[], voice: Voice): DocumentSection[] {
  let [tables, figures] = [0, 0];
  const blocksOf = (block: SectionBlock): Block[] => {
    if (block.kind === 'sheet') {
      if (block.isInFilesOnly) return [];
      tables += 1;
      const table = documentTable(block.sheet, voice);
      const caption = voice.say('document.table', { number: tables, caption: table.caption });
      return [{ kind: 'table', table: { ...table, caption } }];
    }
    if (block.kind !== 'figure') return [block];
    figures += 1;
    return [{ ...block, caption: voice.say('document.figure', { number: figures, caption: block.caption }) }];
  };
  return made.map(({ title, startsOnNewPage, blocks }, index) => ({
    title: `${index + 1}. ${title}`,
    startsOnNewPage,
    blocks: blocks.flatMap(blocksOf),
  }));
}
