/**
 * What is counted beside the four scales: gambling by kind, bullying, wellbeing and protective factors. Each topic puts an
 * attempt of the valid set under one of its outcomes, or under none where the question does not concern the person.
 */
import type { Profile } from '../../core/attempt/profile-fields';
import type { Result, SubmittedAnswers } from '../../core/definition/types';

interface Facts {
  answers: SubmittedAnswers;
  profile: Profile;
  result: Result;
}

interface Topic {
  outcomes: readonly string[];
  outcome: (facts: Facts) => string | undefined;
}

const yesNo = ['yes', 'no', 'unknown'] as const;

/** A closed gate (structural zero) is a "no"; a skipped or unreached question is unknown. */
function happened(answer: SubmittedAnswers[string] | undefined): (typeof yesNo)[number] {
  if (answer === 'S') return 'no';
  if (answer === null || answer === undefined) return 'unknown';
  return answer >= 1 ? 'yes' : 'no';
}

/** One "yes" settles it; otherwise one unknown leaves it open. */
function anyHappened(answers: SubmittedAnswers, items: readonly string[]): (typeof yesNo)[number] {
  const all = items.map((item) => happened(answers[item]));
  if (all.includes('yes')) return 'yes';
  return all.includes('unknown') ? 'unknown' : 'no';
}

const item = (id: string): Topic => ({ outcomes: yesNo, outcome: ({ answers }) => happened(answers[id]) });

/** A level of a scale's result. */
const level =
  (scale: string, property: string) =>
  ({ result }: Facts): string =>
    String(result.scales[scale]?.[property] ?? 'unknown');

/** Betting shops and casinos admit nobody below this age. */
const bettingAge = 21;

export const topics = {
  gambling: { outcomes: yesNo, outcome: ({ answers }) => anyHappened(answers, ['D1', 'D2', 'D3']) },
  moneyGames: item('D1'),
  onlineBets: item('D2'),
  lootBoxes: item('D3'),
  moneyTaken: item('D13'),
  underAgePlay: {
    outcomes: yesNo,
    outcome: ({ answers, profile }) =>
      profile.age < bettingAge ? anyHappened(answers, ['D1', 'D2']) : undefined,
  },
  victim: {
    outcomes: ['none', 'occasional', 'repeated', 'severe', 'unknown'],
    outcome: level('E', 'victim'),
  },
  aggressor: {
    outcomes: ['none', 'occasional', 'repeated', 'unknown'],
    outcome: level('E', 'aggressor'),
  },
  wellbeing: {
    outcomes: ['usual', 'reduced', 'low', 'unknown'],
    outcome: level('F', 'level'),
  },
  distress: {
    outcomes: ['usual', 'raised', 'unknown'],
    outcome: level('F', 'distress'),
  },
  protective: {
    outcomes: ['few', 'some', 'strong', 'unknown'],
    outcome: level('G', 'level'),
  },
  /** How many of the four scales are high or above: how the domains go together. */
  highScales: {
    outcomes: ['0', '1', '2', '3', '4', 'unknown'],
    outcome: ({ result }) => (result.overall.band === null ? 'unknown' : String(result.overall.high)),
  },
} satisfies Record<string, Topic>;

export type TopicId = keyof typeof topics;
export const topicIds = Object.keys(topics) as TopicId[];
