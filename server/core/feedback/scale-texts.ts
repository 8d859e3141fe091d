import { defined } from '../defined';
import type { ScaleTexts, Texts } from '../definition/texts';

export const scaleTexts = ({ scales }: Pick<Texts, 'scales'>, id: string): ScaleTexts =>
  defined(scales[id], `texts of scale ${id}`);
