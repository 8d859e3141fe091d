/** The files of a frozen reference. */

import { type Language, languages } from '../../core/definition/types';
import { renderDocx } from '../../documents/docx';
import type { Guide } from '../../library/guides/guide';
import type { Reference, ReferenceFile, Snapshot } from '../reference';
import { conclusionsOf } from './conclusions';
import { referenceContent } from './content';
import { contentOf } from './context';
import { referenceCsv, referenceJson } from './data-files';
import type { Voice } from './voice';

export const fileNames = [
  'reference-kk.docx',
  'reference-ru.docx',
  'reference.json',
  'reference.csv',
] as const;

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What the files of a frozen reference are made from. */
export interface FilesJob {
  reference: Reference & { snapshot: Snapshot };
  guides: Guide[];
}

export async function referenceFiles(
  { reference, guides }: FilesJob,
  voices: Record<Language, Voice>,
): Promise<ReferenceFile[]> {
  const { id, snapshot } = reference;
  const inLanguage = (language: Language) => contentOf(reference, snapshot.numbers, guides, voices[language]);
  const made = { kk: referenceContent(inLanguage('kk')), ru: referenceContent(inLanguage('ru')) };
  const sheets = { kk: made.kk.sheets, ru: made.ru.sheets };
  const concluded = (language: Language) => conclusionsOf(inLanguage(language)).map(({ text }) => text);
  const documents: ReferenceFile[] = [];
  for (const language of languages) {
    const content = await renderDocx(made[language].document);
    documents.push({ name: `reference-${language}.docx`, contentType: word, content });
  }
  const conclusions = { kk: concluded('kk'), ru: concluded('ru') };
  return [
    ...documents,
    {
      name: 'reference.json',
      contentType: 'application/json; charset=utf-8',
      content: referenceJson({ id, snapshot, conclusions }, sheets),
    },
    { name: 'reference.csv', contentType: 'text/csv; charset=utf-8', content: referenceCsv(sheets) },
  ];
}
