/** What the paragraphs of a Word file say, in order; empty ones are left out. */
import JSZip from 'jszip';

export async function paragraphsOf(file: Buffer): Promise<string[]> {
  const zip = await JSZip.loadAsync(file);
  const xml = await zip.file('word/document.xml')!.async('string');
  return (xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? []).map(textOf).filter((text) => text !== '');
}

/** Of a part of its XML. */
export const textOf = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
