/** How the numbers came about, and what they cannot say. */
import type { Content, Section } from '../context';
import { absentMark } from '../sheet';

export function methodSection({ numbers, voice }: Content): Section {
  const { translate } = voice;
  const paragraphs = (names: string[]) =>
    names.map((name) => ({ kind: 'paragraph' as const, text: translate(`method.${name}`) }));
  return {
    title: translate('method.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'heading', text: translate('method.headings.questionnaire') },
      ...paragraphs(['questionnaire', 'windows', 'notDiagnosis']),
      { kind: 'heading', text: translate('method.headings.bands') },
      ...paragraphs(['bands', 'harm', 'gambling', 'sources']),
      { kind: 'heading', text: translate('method.headings.counted') },
      ...paragraphs(['counted', 'sample', 'clusters']),
      { kind: 'heading', text: translate('method.headings.hiding') },
      ...paragraphs(['hiding', 'fewAnswers', 'frozen']),
      { kind: 'heading', text: translate('method.headings.formulas') },
      {
        kind: 'list',
        isNumbered: false,
        items: ['wilson', 'chiSquare', 'fisher', 'ranks', 'holm', 'deff', 'kaplanMeier'].map((name) =>
          translate(`method.formulas.${name}`),
        ),
      },
      { kind: 'heading', text: translate('method.headings.versions') },
      {
        kind: 'paragraph',
        text: translate('method.versions', {
          questionnaire: numbers.questionnaire,
          scoring: numbers.scoringVersions.join(', ') || absentMark,
          software: numbers.softwareVersion,
        }),
      },
    ],
  };
}
