/** How the numbers came about, and what they cannot say. */
import type { Content, Section } from '../context';

export function methodSection({ numbers, voice }: Content): Section {
  const { say } = voice;
  const paragraphs = (names: string[]) =>
    names.map((name) => ({ kind: 'paragraph' as const, text: say(`method.${name}`) }));
  return {
    title: say('method.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'heading', text: say('method.headings.questionnaire') },
      ...paragraphs(['questionnaire', 'windows', 'notDiagnosis']),
      { kind: 'heading', text: say('method.headings.bands') },
      ...paragraphs(['bands', 'harm', 'gambling', 'sources']),
      { kind: 'heading', text: say('method.headings.counted') },
      ...paragraphs(['counted', 'sample', 'clusters']),
      { kind: 'heading', text: say('method.headings.hiding') },
      ...paragraphs(['hiding', 'fewAnswers', 'frozen']),
      { kind: 'heading', text: say('method.headings.formulas') },
      {
        kind: 'list',
        isNumbered: false,
        items: ['wilson', 'chiSquare', 'fisher', 'ranks', 'holm', 'deff', 'kaplanMeier'].map((name) =>
          say(`method.formulas.${name}`),
        ),
      },
      { kind: 'heading', text: say('method.headings.versions') },
      {
        kind: 'paragraph',
        text: say('method.versions', {
          questionnaire: numbers.questionnaire,
          scoring: numbers.scoringVersions.join(', ') || '—',
          software: numbers.softwareVersion,
        }),
      },
    ],
  };
}
