import type { AuditService } from '../audit/audit.service';
import type { Actor } from '../shared/roles';
import type { SettingsStore } from './settings.store';

/** Whether leads, coordinators and administrators have to use a second factor; it is offered to everybody. */
type SecondFactorPolicy = 'offered' | 'required';

export interface SettingsService {
  secondFactor(): Promise<SecondFactorPolicy>;
  setSecondFactor(act: { policy: SecondFactorPolicy; actor: Actor | null; now: Date }): Promise<void>;
}

export function settingsService(parts: { store: SettingsStore; audit: AuditService }): SettingsService {
  const { store, audit } = parts;
  return {
    async secondFactor() {
      return (await store.find('secondFactor')) === 'required' ? 'required' : 'offered';
    },
    async setSecondFactor({ policy, actor, now }) {
      await store.set('secondFactor', policy);
      await audit.record({ act: 'settingsChanged', actor, details: { fields: ['secondFactor'] }, now });
    },
  };
}
