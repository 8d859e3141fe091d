/** Help lines beside 112 and 111, which stand everywhere. Pure. */
import { z } from 'zod';
import { isRegion } from '../../core/attempt/regions';
import type { FurtherLine } from '../../core/pages/help-lines';
import { inEachLanguage, type Language } from '../../core/text/languages';
import type { Translate } from '../../core/text/translate';

export interface OwnLine {
  /** KATO code; null for everywhere. */
  region: string | null;
  way: 'tel' | 'sms';
  /** As it is read, such as `+7 (727) 300-00-00`. */
  number: string;
  /** What it is for, in a few words. */
  label: Record<Language, string>;
}

export interface OwnHelp {
  /** Somebody has tried that a text message to 111 is answered: from every operator, by day and by night. */
  isText111Confirmed: boolean;
  lines: OwnLine[];
}

export const noOwnHelp: OwnHelp = { isText111Confirmed: false, lines: [] };

/** Of one region with those of everywhere; more would be read by nobody in need. */
const mostLinesShown = 4;
export const longestLabel = 60;

export const isNumber = (typed: string): boolean =>
  /^\+?[\d ()-]+$/.test(typed) && /^\d{3,15}$/.test(typed.replace(/\D/g, ''));

export const ownHelpShape = z.object({
  isText111Confirmed: z.boolean(),
  lines: z.array(
    z.object({
      region: z.string().refine(isRegion).nullable(),
      way: z.enum(['tel', 'sms']),
      number: z.string().refine(isNumber),
      label: z.object(inEachLanguage(() => z.string().min(1).max(longestLabel))),
    }),
  ),
});

const digits = (number: string): string => number.replace(/[^\d+]/g, '');

/** Why one more line cannot be added. */
export function lineFault({ lines }: OwnHelp, line: OwnLine): 'taken' | 'tooMany' | null {
  const isSame = (one: OwnLine) =>
    digits(one.number) === digits(line.number) && one.way === line.way && one.region === line.region;
  if (['111', '112'].includes(digits(line.number)) || lines.some(isSame)) return 'taken';
  const after = [...lines, line];
  const shownIn = (region: string | null) =>
    after.filter((one) => one.region === null || one.region === region).length;
  const regions = new Set(after.map(({ region }) => region));
  return [...regions].some((region) => shownIn(region) > mostLinesShown) ? 'tooMany' : null;
}

/** As pages and phones draw them. @param textsOf the interface's texts of each language */
export function furtherLines(
  { isText111Confirmed, lines }: OwnHelp,
  textsOf: (language: Language) => Translate,
): FurtherLine[] {
  const text111: OwnLine = {
    ...{ region: null, way: 'sms', number: '111' },
    label: inEachLanguage((language) => textsOf(language)('settings:help.text111')),
  };
  return [...(isText111Confirmed ? [text111] : []), ...lines].map(({ region, way, number, label }) => ({
    ...{ region, number, label, href: `${way}:${digits(number)}` },
  }));
}
