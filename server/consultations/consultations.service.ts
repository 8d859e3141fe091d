/** Consultations as other features see them: both sides and their statistics. */
import type { AccountsService } from '../accounts/accounts.service';
import type { AuditService } from '../audit/audit.service';
import type { FindDanger } from '../core/danger/danger-words';
import type { ErasureRecords } from '../records/erasures';
import type { ScreeningService } from '../screening/screening.service';
import type { Calendar } from '../settings/holidays/working-days';
import type { CasesStore } from './case/stored/cases.store';
import { conversations } from './case/stored/conversations';
import type { FindClinicians } from './clinicians';
import { type PsychologistsService, psychologistsService } from './desk/psychologists.service';
import { type QueueService, queueService } from './desk/queue.service';
import type { CaseFilter, QueueStore } from './desk/queue.store';
import { type ConsultationStatistics, statisticsOf } from './statistics';
import { type StudentsService, studentsService } from './student/students.service';
import { type TeamService, teamService } from './team/team.service';
import { type WorkService, workService } from './work/work.service';
import type { WorkStore } from './work/work.store';

export interface ConsultationsService extends StudentsService, PsychologistsService, QueueService {
  team: TeamService;
  work: WorkService;
  /** Whether a message speaks of suicide, self-harm, violence or abuse. */
  findDanger: FindDanger;
  /** Over the cases asked for in the period, from `from` and before `to`. */
  statistics(filter: CaseFilter & { now: Date }): Promise<ConsultationStatistics>;
}

interface Parts {
  accounts: Pick<AccountsService, 'get' | 'setWork'>;
  findClinicians: FindClinicians;
  /** Which days are worked, as it is set now. */
  calendar: () => Promise<Calendar>;
  cases: CasesStore;
  caseIdOf: (code: string) => string;
  queue: QueueStore;
  work: WorkStore;
  screening: ScreeningService;
  records: ErasureRecords;
  audit: AuditService;
  findDanger: FindDanger;
}

export function consultationsService(parts: Parts): ConsultationsService {
  const inCommon = { ...parts, conversations: conversations(parts) };
  const psychologists = psychologistsService(inCommon);
  return {
    ...studentsService(inCommon),
    ...psychologists,
    team: teamService({ ...inCommon, psychologists }),
    work: workService(inCommon),
    ...queueService(inCommon),
    findDanger: parts.findDanger,
    statistics: async ({ now, ...filter }) =>
      statisticsOf(parts.queue.figures(filter), now, await parts.calendar()),
  };
}
