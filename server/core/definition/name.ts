/** `<id>/<version>`, by which a version of a questionnaire is known everywhere. */
import type { Definition } from './definition';

export const nameOf = ({ id, version }: Pick<Definition, 'id' | 'version'>): string => `${id}/${version}`;

/** What stays the same from one version to the next. */
export const idOf = (name: string): string => name.slice(0, name.indexOf('/'));
