/** What every printed format has in common: the site's colours on white and the font. */
import { join } from 'node:path';
import { projectRoot } from '../shared/project-root';

export const colours = {
  ink: '1A2B2D',
  soft: '4A5B5A',
  primary: '0B5F63',
  line: 'B9C4BC',
  head: 'E7EFEA',
  group: 'F3F6F2',
  accent: 'A63D2A',
};

/** Carried along, so that a document looks the same on every machine; it holds ә ғ қ ң ө ұ ү һ і. */
export const fontFamily = 'Golos Text';

export function fontFile(face: '400Regular' | '600SemiBold'): string {
  return join(projectRoot, 'server/documents/fonts', `GolosText_${face}.ttf`);
}
