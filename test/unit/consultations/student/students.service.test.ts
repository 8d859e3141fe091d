import type { Case } from '../../../../server/consultations/case/case.types';
import type { Present } from '../../../../server/consultations/case/coverage.rules';
import { studentsService } from '../../../../server/consultations/student/students.service';
import type { Attempt } from '../../../../server/screening/attempt.types';
import { byLaw } from '../../../../server/settings/holidays/working-days';
import { Problem } from '../../../../server/shared/problems';
import { aProfile } from '../../../support/builders/attempts';
import { definition, resultOf } from '../../core/support';

const now = new Date('2026-10-05T06:00:00Z');
const attempt = {
  ...{ id: 'one', profile: aProfile, language: 'kk', campaign: null },
  ...{ isTryOut: false, result: resultOf() },
} as unknown as Attempt;

type Decide = (one: Case | null, present: Present) => Case | null;

/** A store of cases and of one attempt, as far as asking and erasing need them. */
function aStudent({
  beforeJoin = async () => {},
  beforeErase = async () => {},
  beforeNote = async () => {},
} = {}) {
  const cases = new Map<string, Case>();
  const recorded: unknown[] = [];
  const noted: string[] = [];
  let isErased = false;
  const read = async () => {
    if (isErased) throw new Problem('erased');
    return attempt;
  };
  const change = async (caseId: string, decide: (one: Case | null) => Case | null) => {
    const decided = decide(cases.get(caseId) ?? null);
    if (decided) cases.set(caseId, decided);
    else cases.delete(caseId);
    return decided;
  };
  const service = studentsService({
    cases: {
      find: async (caseId: string) => cases.get(caseId) ?? null,
      idOf: async () => [...cases.keys()][0] ?? null,
      isErased: async () => false,
      bury: async (caseId: string) => void cases.delete(caseId),
      change,
    } as never,
    conversations: {
      async change(caseId: string, _now: Date, decide: Decide) {
        await beforeJoin();
        return change(caseId, (one) => decide(one, { now, clinicians: [], isWorkingDay: byLaw }));
      },
    } as never,
    findDanger: () => null,
    calendar: async () => byLaw,
    caseIdOf: (code) => `case of ${code}`,
    screening: {
      questionnaire: () => ({ definition }) as never,
      getAttempt: read,
      attemptForCase: async () => ({ ...(await read()), isRepeated: false }),
      attemptsOf: async () => (isErased ? [] : [attempt]),
      async eraseAttempt() {
        await beforeErase();
        if (isErased) throw new Problem('erased');
        isErased = true;
      },
      notErased: async (ids) => (isErased ? [] : ids),
      async eraseAgain() {
        isErased = true;
      },
    },
    records: {
      async append(erasures) {
        await beforeNote();
        noted.push(...erasures.map(({ id }) => id));
      },
    },
    audit: { record: async (act) => void recorded.push(act) },
  });
  return { service, cases, recorded, noted };
}

const held = { id: 'one', code: 'code', now };

describe('asking while everything is erased', () => {
  it('leaves no case behind, whichever comes first', async () => {
    let erase = async () => {};
    const { service, cases } = aStudent({ beforeJoin: () => erase() });
    erase = () => service.erase(held);
    await expect(service.request(held)).rejects.toMatchObject({ code: 'erased' });
    expect(cases.size).toBe(0);
  });

  it('opens the case where nothing was erased', async () => {
    const { service, cases } = aStudent();
    expect(await service.request(held)).toMatchObject({ state: 'waiting' });
    expect(cases.size).toBe(1);
    await service.erase(held);
    expect(cases.size).toBe(0);
  });
});

describe('erasing twice at once', () => {
  it('succeeds once, finds it erased the other time, and is recorded once', async () => {
    const { service, cases, recorded } = aStudent();
    await service.request(held);
    const ends = await Promise.allSettled([service.erase(held), service.erase(held)]);
    expect(ends).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'erased' } }]);
    expect(cases.size).toBe(0);
    expect(recorded).toHaveLength(1);
  });

  it('is done for both who erase everything of a code', async () => {
    const { service, cases, recorded } = aStudent();
    await service.request(held);
    await Promise.all([service.eraseAll(held), service.eraseAll(held)]);
    expect(cases.size).toBe(0);
    expect(recorded.filter((act) => (act as { act: string }).act === 'attemptErased')).toHaveLength(1);
  });

  it('removes nothing where the erasure cannot be noted outside the store', async () => {
    const beforeNote = () => Promise.reject(new Problem('recordsUnavailable'));
    const { service, cases, recorded } = aStudent({ beforeNote });
    await service.request(held);
    await expect(service.erase(held)).rejects.toMatchObject({ code: 'recordsUnavailable' });
    expect([cases.size, recorded.length]).toEqual([1, 0]);
    expect(await service.forStudent(held)).not.toBeNull();
  });

  it('is noted outside the store before anything is removed', async () => {
    const { service, noted } = aStudent({ beforeErase: () => Promise.reject(new Problem('diskFull')) });
    await expect(service.erase(held)).rejects.toMatchObject({ code: 'diskFull' });
    expect(noted).toEqual(['one']);
  });

  it('hides no other failure', async () => {
    const { service } = aStudent({ beforeErase: () => Promise.reject(new Problem('diskFull')) });
    await expect(service.eraseAll(held)).rejects.toMatchObject({ code: 'diskFull' });
  });
});
