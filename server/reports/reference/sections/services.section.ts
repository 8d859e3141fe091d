/** Consultations and satisfaction. */

import { type Content, cellOf, type Section, type SectionBlock, tableOf } from '../context';
import { consultationId, satisfactionId } from '../service.tables';
import { computedCell, countCell, intervalCell, markNotes, percentCell, type SheetRow } from '../sheet';

const groups: Record<string, string> = {
  answered: 'asked',
  waiting: 'asked',
  overdue: 'asked',
  inTime: 'asked',
  read: 'answered',
  unread: 'answered',
  replied: 'answered',
  notReplied: 'answered',
  helpedYes: 'said',
  helpedPartly: 'said',
  helpedNo: 'said',
  said: 'answered',
  notSaid: 'answered',
};

export function servicesSection(content: Content): Section {
  const { translate } = content.voice;
  return {
    title: translate('services.title'),
    startsOnNewPage: true,
    blocks: [
      { kind: 'heading', text: translate('services.consultations') },
      { kind: 'paragraph', text: consultationSentence(content) },
      ...listSheet(content, 'consultations', groups),
      ...waitSheet(content),
      { kind: 'heading', text: translate('services.satisfaction') },
      { kind: 'paragraph', text: satisfactionSentence(content) },
      ...listSheet(content, 'satisfaction', {
        mark5: 'rated',
        mark4: 'rated',
        mark3: 'rated',
        mark2: 'rated',
        mark1: 'rated',
        satisfied: 'rated',
        rated: 'all',
        notRated: 'all',
      }),
    ],
  };
}

/** Each row is a percentage of another one, which its label names. */
function listSheet({ numbers, voice }: Content, id: string, of: Record<string, string>): SectionBlock[] {
  const table = tableOf(numbers, id);
  if (!table) return [];
  const rows: SheetRow[] = table.rows.map(({ key, cells }) => {
    const cell = cells[0];
    const base = of[key];
    return {
      key,
      label: voice.translate(`${id}.${key}`),
      isTotal: base === undefined,
      cells: [
        countCell(cell),
        { value: base === undefined ? '' : voice.translate(`${id}.of.${base}`) },
        base === undefined ? { value: null, because: 'none' } : percentCell(cell),
        base === undefined ? { value: null, because: 'none' } : intervalCell(cell),
      ],
    };
  });
  return [
    {
      kind: 'sheet',
      sheet: {
        id,
        caption: voice.translate(`tables.${id}`),
        stub: { label: voice.translate('stubs.measure'), width: 5 },
        columns: [
          { key: 'n', label: voice.translate('columns.people'), form: 'count', width: 1.8 },
          { key: 'of', label: voice.translate('columns.of'), form: 'text', width: 3 },
          { key: 'percent', label: '%', form: 'percent', width: 1.6 },
          { key: 'interval', label: voice.translate('columns.interval'), form: 'interval', width: 2.2 },
        ],
        rows,
        notes: markNotes(rows, voice),
      },
    },
  ];
}

function waitSheet({ numbers, voice }: Content): SectionBlock[] {
  const rows: SheetRow[] = [
    {
      key: 'median',
      label: voice.translate('consultations.medianWait'),
      cells: [computedCell(numbers.medianWaitHours, ({ median }) => median)],
    },
  ];
  return [
    {
      kind: 'sheet',
      sheet: {
        id: 'waiting',
        caption: voice.translate('tables.waiting'),
        stub: { label: voice.translate('stubs.measure'), width: 6 },
        columns: [
          { key: 'hours', label: voice.translate('columns.workingHours'), form: 'decimal', width: 3 },
        ],
        rows,
        notes: [voice.translate('notes.waiting'), ...markNotes(rows, voice)],
      },
    },
  ];
}

function consultationSentence({ numbers, voice }: Content): string {
  const asked = cellOf(numbers, consultationId('asked'));
  const answered = cellOf(numbers, consultationId('answered'));
  if (!asked || asked.n === 0) return voice.translate('consultations.nobodyAsked');
  if (asked.n === null || answered?.n == null) return voice.translate('consultations.fewAsked');
  return voice.translate('consultations.lead', { count: asked.n, answered: answered.n });
}

function satisfactionSentence({ numbers, plan, voice }: Content): string {
  const satisfied = cellOf(numbers, satisfactionId('satisfied'));
  const target = plan.computed.find(({ indicator }) => indicator === 'satisfaction')?.plan;
  if (!satisfied || satisfied.percent === null || satisfied.interval === null)
    return voice.translate('satisfaction.fewRated');
  const rated = satisfied.of ?? 0;
  const lead = voice.translate('satisfaction.lead', {
    count: rated,
    percent: voice.percentWithSign(satisfied.percent),
    interval: voice.interval(satisfied.interval),
  });
  if (target === undefined) return lead;
  const [lower, upper] = satisfied.interval;
  const verdict = lower >= target ? 'above' : upper < target ? 'below' : 'around';
  return `${lead} ${voice.translate(`satisfaction.target.${verdict}`, { target: voice.percentWithSign(target) })}`;
}
