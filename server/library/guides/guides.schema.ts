/** What the addresses of guides may hold. */
import { z } from 'zod';
import { languages } from '../../core/definition/types';
import { guideReaders } from '../../core/feedback/text-content';
import { leafletFormats } from '../../documents/leaflet-files';

export const readerQuery = z.object({ for: z.enum(guideReaders).optional() });

/** `development-kk.pdf` of the guide `development`. */
export function fileWish({ id, file }: { id: string; file: string }) {
  for (const language of languages)
    for (const format of leafletFormats)
      if (file === `${id}-${language}.${format}`) return { id, language, format };
  return null;
}
