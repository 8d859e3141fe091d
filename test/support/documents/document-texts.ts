/** What a document says, in its order: one entry for each heading, paragraph, list item, cell and caption. */
import { type Block, type DocumentModel, runsIn, type Text } from '../../../server/documents/document-model';

const plainOf = (text: Text): string =>
  runsIn(text)
    .map((run) => run.text)
    .join('');

function textsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [plainOf(block.text)];
    case 'list':
      return block.items.map(plainOf);
    case 'box':
      return [block.title, ...block.blocks.flatMap(textsOfBlock)];
    case 'figure':
      return [block.caption, block.alternativeText];
    case 'table': {
      const { caption, columns, rows, notes } = block.table;
      return [caption, ...columns.map(({ label }) => label), ...rows.flatMap(({ cells }) => cells), ...notes];
    }
  }
}

export const textsOfDocument = ({ sections }: DocumentModel): string[] =>
  sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsOfBlock)]);
