import { defined } from '../defined';
import type { ScaleTexts, Texts } from '../definition/texts';
import type { Language } from '../definition/types';

export const scaleTexts = ({ scales }: Pick<Texts, 'scales'>, id: string): ScaleTexts =>
  defined(scales[id], `texts of scale ${id}`);

export const bandWord = ({ bands }: Pick<Texts, 'bands'>, band: string): string =>
  defined(bands[band], `a word for the band ${band}`);

/** Within a line, after what it is said of. */
export const bandWordInLine = (texts: Pick<Texts, 'bands'>, band: string, language: Language): string =>
  bandWord(texts, band).toLocaleLowerCase(language);
