/** What the organisation is recommended to do, chosen by rules from what is printed. At least three always apply. */
import { isComputed } from '../statistics/not-computed';
import { levelId } from '../tables/level.tables';
import { cellId } from '../tables/model';
import { everybody } from '../tallies/groups';
import { scales } from '../tallies/slots';
import { type Content, cellOf, groupLabel } from './context';
import { consultationId, satisfactionId } from './service.tables';

export function recommendationsFor(content: Content): string[] {
  return [
    ...scale(content),
    ...regions(content),
    ...underAge(content),
    ...services(content),
    ...always(content),
  ];
}

/** The scale with the largest printed share of high or above comes first. */
function scale({ numbers, voice }: Content): string[] {
  const shares = scales
    .map((id) => ({ id, percent: cellOf(numbers, levelId(id, everybody, 'highOrAbove'))?.percent ?? null }))
    .filter((share): share is { id: (typeof scales)[number]; percent: number } => share.percent !== null)
    .sort((a, b) => b.percent - a.percent);
  const [first] = shares;
  if (!first) return [];
  return [
    voice.translate(`recommendations.scale.${first.id}`, { percent: voice.percentWithSign(first.percent) }),
  ];
}

function regions({ numbers, voice }: Content): string[] {
  const names = numbers.regionComparisons
    .filter(({ test }) => isComputed(test) && test.verdict === 'higher')
    .map(({ region }) => groupLabel('region', region, voice));
  if (names.length === 0) return [];
  return [voice.translate('recommendations.regions', { list: [...new Set(names)].join(', ') })];
}

function underAge({ numbers, voice }: Content): string[] {
  const label = cellOf(numbers, cellId('D', everybody, 'underAgePlay'));
  return label?.n ? [voice.translate('recommendations.underAge')] : [];
}

function services({ numbers, plan, voice }: Content): string[] {
  const made: string[] = [];
  const overdue = cellOf(numbers, consultationId('overdue'))?.n;
  if (overdue) made.push(voice.translate('recommendations.overdue', { count: overdue }));
  const target = plan.computed.find(({ indicator }) => indicator === 'satisfaction')?.plan;
  const satisfied = cellOf(numbers, satisfactionId('satisfied'))?.percent;
  if (target !== undefined && satisfied != null && satisfied < target)
    made.push(voice.translate('recommendations.satisfaction'));
  return made;
}

function always({ voice }: Content): string[] {
  return ['adults', 'consultations', 'repeat'].map((name) => voice.translate(`recommendations.${name}`));
}
