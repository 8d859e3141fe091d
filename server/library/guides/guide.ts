/** A guide on the psychology of senior pupils: a text of the library that everybody may read. */

import type { Language } from '../../core/definition/types';
import type { GuideReader, TextContent } from '../../core/feedback/text-content';
import type { TextVersion } from '../text.types';

export interface GuideContent extends TextContent {
  summary: string;
  boxes: Record<GuideReader, string>;
  sources: string[];
}

export interface Guide extends TextVersion {
  contents: Record<Language, GuideContent>;
}

/** A shipped guide is read with all its parts, and a change of one keeps them. */
export const asGuide = (version: TextVersion): Guide => version as Guide;

/** As it stood at that instant: what was agreed later was still proposed. */
export const guideAt = (guide: Guide, instant: Date): Guide =>
  guide.decision && guide.decision.at > instant ? { ...guide, state: 'proposed', decision: null } : guide;
