/** Paper and type of the PDF file, in points. */
import { colours } from './paper';

export const page = { width: 595.28, height: 841.89, side: 64, top: 52, bottom: 64 };
export const textWidth = page.width - 2 * page.side;
/** Where text ends and the footer begins. */
export const textBottom = page.height - page.bottom;

export interface Type {
  size: number;
  /** From one line to the next. */
  leading: number;
  colour: string;
  isBold?: boolean;
}

const { ink, soft, primary, accent } = colours;

export const types = {
  series: { size: 9.5, leading: 14, colour: accent, isBold: true },
  title: { size: 22, leading: 27, colour: primary, isBold: true },
  lead: { size: 12, leading: 17, colour: soft },
  section: { size: 14, leading: 18, colour: primary, isBold: true },
  heading: { size: 11, leading: 15, colour: primary, isBold: true },
  body: { size: 10, leading: 14.6, colour: ink },
  small: { size: 8.2, leading: 11.4, colour: soft },
  link: { size: 8.2, leading: 11.4, colour: primary },
  footer: { size: 7.8, leading: 11, colour: soft },
} satisfies Record<string, Type>;

export const box = { padding: 9, side: 14, bar: 3, between: 8 };
/** From the mark of a list item to its text. */
export const hanging = 16;
