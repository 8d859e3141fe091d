/** The files of a frozen reference. */

import { inEachLanguage, type Language, languages } from '../../core/text/languages';
import { renderDocx } from '../../documents/docx';
import type { Guide } from '../../library/guides/guide';
import type { Reference, ReferenceFile, Snapshot } from '../reference';
import { conclusionsOf } from './conclusions';
import { referenceContent } from './content';
import { contentOf } from './context';
import { referenceCsv, referenceJson } from './data-files';
import type { Voice } from './voice';

const wordFile = (language: Language): string => `reference-${language}.docx`;

/** With the language of those that have one. */
export const fileNames: readonly { name: string; language?: Language }[] = [
  ...languages.map((language) => ({ name: wordFile(language), language })),
  { name: 'reference.json' },
  { name: 'reference.csv' },
];

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
  const made = inEachLanguage((language) => referenceContent(inLanguage(language)));
  const sheets = inEachLanguage((language) => made[language].sheets);
  const documents: ReferenceFile[] = [];
  for (const language of languages) {
    const content = await renderDocx(made[language].document);
    documents.push({ name: wordFile(language), contentType: word, content });
  }
  const conclusions = inEachLanguage((language) =>
    conclusionsOf(inLanguage(language)).map(({ text }) => text),
  );
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
