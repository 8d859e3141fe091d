/** The coordinator's home in numbers: coverage of this moment, everything about answers as of the last midnight. */
import { setImmediate } from 'node:timers/promises';
import type { Campaign } from '../campaigns/campaign.types';
import type { CampaignsService } from '../campaigns/campaigns.service';
import type { ConsultationsService } from '../consultations/consultations.service';
import type { ConsultationStatistics } from '../consultations/statistics';
import type { ScreeningService } from '../screening/screening.service';
import { dayMs, localDay, startOfDay } from '../shared/clock';
import { answeredFrom, attemptsAtATime } from './reference/gather';
import { addMark, noMarks, satisfactionId, satisfactionTable } from './reference/service.tables';
import { smallestBase } from './suppression/primary';
import { suppress } from './suppression/suppress';
import { overallLevelTables } from './tables/level.tables';
import { type Cell, findCell, type Table } from './tables/model';
import { publishTables } from './tables/publish';
import { everybody } from './tallies/groups';
import { people } from './tallies/read';
import { canBeTabled } from './tallies/slots';
import { add, emptyTally } from './tallies/tally';

interface CampaignCoverage {
  campaign: Campaign;
  started: number;
  submitted: number;
}

export interface Overview {
  /** People who have submitted it, now. */
  submitted: number;
  today: number;
  /** Today and the six days before. */
  lastSevenDays: number;
  started: number;
  /** Of what was started, 0-1; null when nothing was. */
  completed: number | null;
  /** Sum of the campaigns' plans. */
  plan: number;
  campaigns: CampaignCoverage[];
  /** Day 'YYYY-MM-DD' -> submitted, without days of none, oldest first. */
  days: [day: string, submitted: number][];
  /** KATO code -> submitted. */
  regions: Map<string, number>;
  /** The day whose beginning the levels stand at. */
  levelsUntil: string;
  /** null below 30 valid attempts. */
  levels: Table | null;
  /** Satisfied among those who rated. */
  satisfaction: Cell | undefined;
  consultations: ConsultationStatistics;
}

export interface OverviewService {
  /** @param questionnaire `<id>/<version>`: the people of two are never added */
  look(act: { questionnaire: string; now: Date }): Promise<Overview>;
}

const weekDays = 7;

interface Parts {
  screening: ScreeningService;
  campaigns: CampaignsService;
  consultations: ConsultationsService;
}

export function overviewService({ screening, campaigns, consultations }: Parts): OverviewService {
  return {
    async look({ questionnaire, now }) {
      const [all, started, asked, counted] = await Promise.all([
        campaigns.list(),
        screening.startedCounts({ questionnaire }),
        consultations.statistics({ now }),
        count(screening, questionnaire, now),
      ]);
      const real = all.filter((one) => !one.isTryOut && one.questionnaire === questionnaire);
      const today = localDay(now);
      const weekAgo = localDay(new Date(now.getTime() - (weekDays - 1) * dayMs));
      const days = [...counted.days].sort(([one], [other]) => (one < other ? -1 : 1));
      return {
        submitted: counted.submitted,
        today: counted.days.get(today) ?? 0,
        lastSevenDays: days.filter(([day]) => day >= weekAgo).reduce((sum, [, n]) => sum + n, 0),
        started: started.started,
        completed: started.started === 0 ? null : started.submitted / started.started,
        plan: real.reduce((sum, { target }) => sum + target, 0),
        campaigns: real.map((campaign) => ({
          campaign,
          started: started.byCampaign[campaign.slug]?.started ?? 0,
          submitted: counted.campaigns.get(campaign.slug) ?? 0,
        })),
        days,
        regions: counted.regions,
        levelsUntil: today,
        levels: counted.levels,
        satisfaction: counted.satisfaction,
        consultations: asked,
      };
    },
  };
}

async function count(screening: ScreeningService, questionnaire: string, now: Date) {
  const isTabled = canBeTabled(screening.questionnaire(questionnaire).definition);
  const midnight = startOfDay(localDay(now));
  const tally = emptyTally();
  const marks = noMarks();
  const [days, regions, campaigns] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const raise = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let submitted = 0;
  let covered = 0;
  let seen = 0;
  for await (const attempt of screening.firstSubmitted({ questionnaire })) {
    seen += 1;
    if (seen % attemptsAtATime === 0) await setImmediate();
    const { submittedAt } = attempt;
    const answered = answeredFrom(attempt);
    if (!answered || !submittedAt) continue;
    submitted += 1;
    raise(days, answered.submittedDay);
    raise(regions, answered.profile.region);
    if (answered.campaignId !== null) raise(campaigns, answered.campaignId);
    if (submittedAt >= midnight) continue;
    covered += 1;
    if (isTabled) add(tally, answered);
    addMark(marks, attempt, midnight);
  }
  const levels = isTabled ? overallLevelTables(tally) : [];
  const tables = [...levels, satisfactionTable(marks, covered)];
  const published = publishTables(tables, suppress({ tables, nested: [] }).hidden);
  const isEnough = people(tally, everybody, 'valid') >= smallestBase;
  return {
    submitted,
    days,
    regions,
    campaigns,
    levels: isEnough ? (published.find(({ id }) => id === 'levels') ?? null) : null,
    satisfaction: findCell(published, satisfactionId('satisfied')),
  };
}
