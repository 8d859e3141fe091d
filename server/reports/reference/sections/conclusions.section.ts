/** Conclusions made from the numbers, and what the organisation is recommended to do. */
import { conclusionsOf } from '../conclusions';
import type { Content, Section } from '../context';
import { recommendationsFor } from '../recommendations';

export function conclusionsSection(content: Content): Section {
  const { translate } = content.voice;
  const conclusions = conclusionsOf(content);
  return {
    title: translate('conclusions.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'heading', text: translate('conclusions.findings') },
      { kind: 'paragraph', text: translate('conclusions.findingsLead') },
      { kind: 'list', isNumbered: true, items: conclusions.map(({ text }) => text) },
      { kind: 'heading', text: translate('conclusions.recommendations') },
      { kind: 'list', isNumbered: true, items: recommendationsFor(content) },
    ],
  };
}
