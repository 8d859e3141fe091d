/** Conclusions made from the numbers, and what the organisation is recommended to do. */
import { conclusionsOf } from '../conclusions';
import type { Content, Section } from '../context';
import { recommendationsFor } from '../recommendations';

export function conclusionsSection(content: Content): Section {
  const { say } = content.voice;
  const conclusions = conclusionsOf(content);
  return {
    title: say('conclusions.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'heading', text: say('conclusions.findings') },
      { kind: 'paragraph', text: say('conclusions.findingsLead') },
      { kind: 'list', isNumbered: true, items: conclusions.map(({ text }) => text) },
      { kind: 'heading', text: say('conclusions.recommendations') },
      { kind: 'list', isNumbered: true, items: recommendationsFor(content) },
    ],
  };
}
