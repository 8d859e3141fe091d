/** What leads set so that a child in danger always meets somebody. */
import type { AuditService } from '../audit/audit.service';
import { localDay } from '../shared/clock';
import type { Actor } from '../shared/roles';
import { rememberBriefly } from './remember-briefly';
import {
  type Duty,
  type DutyFault,
  dutyFault,
  endedDuty,
  isPrepared,
  type Safeguarding,
  withDuty,
} from './safeguarding.rules';
import type { SafeguardingStore } from './safeguarding.store';

interface Act {
  actor: Actor;
  now: Date;
}

/** Each act: @throws Problem changedMeanwhile */
export interface SafeguardingService {
  get(): Promise<Safeguarding>;
  /** From memory for a few seconds: every page for students asks. */
  isPrepared(): Promise<boolean>;
  addDuty(act: Act & { duty: Duty }): Promise<DutyFault | null>;
  /** @param from the first day of the duty, by which it is known */
  endDuty(act: Act & { from: string }): Promise<void>;
  setProcedure(act: Act & { procedure: NonNullable<Safeguarding['procedure']> }): Promise<void>;
}

interface Parts {
  store: SafeguardingStore;
  audit: Pick<AuditService, 'record'>;
}

export function safeguardingService({ store, audit }: Parts): SafeguardingService {
  const remembered = rememberBriefly(() => store.get());

  async function change(
    { actor, now }: Act,
    before: Safeguarding,
    changes: Partial<Pick<Safeguarding, 'rota' | 'procedure'>>,
  ): Promise<void> {
    await store.replace(before, { ...before, ...changes });
    remembered.forget();
    await audit.record({ act: 'settingsChanged', actor, details: { fields: Object.keys(changes) }, now });
  }

  return {
    get: () => store.get(),
    isPrepared: async () => isPrepared(await remembered.read()),

    async addDuty({ duty, ...act }) {
      const before = await store.get();
      const fault = dutyFault(before.rota, duty, localDay(act.now));
      if (fault) return fault;
      await change(act, before, { rota: withDuty(before.rota, duty) });
      return null;
    },

    async endDuty({ from, ...act }) {
      const before = await store.get();
      await change(act, before, { rota: endedDuty(before.rota, from, localDay(act.now)) });
    },

    async setProcedure({ procedure, ...act }) {
      await change(act, await store.get(), { procedure });
    },
  };
}
