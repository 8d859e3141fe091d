/** From a draft that can be looked at to a frozen reference with its files. */
import type { AuditService } from '../audit/audit.service';
import type { ConsultationsService } from '../consultations/consultations.service';
import { regions } from '../core/attempt/regions';
import type { Offer } from '../core/definition/offer';
import type { Language } from '../core/definition/types';
import { type Guide, guideAt } from '../library/guides/guide';
import type { GuidesService } from '../library/guides/guides.service';
import type { ScreeningService } from '../screening/screening.service';
import { startOfDay } from '../shared/clock';
import { Problem } from '../shared/problems';
import type { Actor } from '../shared/roles';
import { lastMomentOf } from './period.rules';
import type { Reference, ReferenceFile, ReferencePlan, ReferenceSummary, Wordings } from './reference';
import { type Conclusion, conclusionsOf } from './reference/conclusions';
import type { FilesJob } from './reference/files';
import { type Gathered, gather } from './reference/gather';
import { type IndicatorRow, indicatorRows, unexplained } from './reference/indicators';
import {
  computeNumbers,
  countEverything,
  fewestPeople,
  hashOf,
  type ReferenceNumbers,
} from './reference/numbers';
import type { Voice } from './reference/voice';
import type { ReferencesStore } from './references.store';
import { differsByFew } from './suppression/small-difference';
import type { Suppression } from './suppression/suppress';
import type { CountedReference } from './tables/reference.tables';
import { everybody } from './tallies/groups';
import { people } from './tallies/read';
import { canBeTabled } from './tallies/slots';

/** Why a draft cannot be frozen as it is. */
type Obstacle = 'tooFewAnswers' | 'tooCloseToFrozen' | 'unexplained';

export interface Draft {
  reference: Reference;
  /** null while there are too few answers to show any. */
  numbers: ReferenceNumbers | null;
  /** Those of the annex. */
  guides: Guide[];
  covered: number;
  obstacle: Obstacle | null;
  /** Indicators below plan that still need a justification. */
  unexplained: IndicatorRow[];
}

export interface ReferencesService {
  voices: Record<Language, Voice>;
  /** What a reference can be of. */
  offers: readonly Offer[];
  list(): Promise<ReferenceSummary[]>;
  /** @throws Problem notFound; notAllowedNow once frozen */
  getDraft(id: string): Promise<Reference>;
  create(act: { plan: ReferencePlan; actor: Actor; now: Date }): Promise<Reference>;
  /** @throws Problem changedMeanwhile; notAllowedNow once frozen */
  change(act: { id: string; version: number; plan: ReferencePlan }): Promise<Reference>;
  /** @throws as change */
  word(act: { id: string; version: number; wordings: Wordings }): Promise<Reference>;
  /** @throws Problem notAllowedNow once frozen */
  remove(act: { id: string }): Promise<void>;
  /** The reference with its numbers: the frozen ones, or those up to the last midnight. */
  look(act: { id: string; now: Date }): Promise<Draft>;
  /** Freezes once; a second call finds it frozen. @throws Problem tooFewAnswers, tooCloseToFrozen, notAllowedNow, changedMeanwhile */
  freeze(act: { id: string; version: number; actor: Actor; now: Date }): Promise<Reference>;
  /** @throws Problem notFound */
  download(act: { id: string; name: string; actor: Actor; now: Date }): Promise<ReferenceFile>;
  conclusions(reference: Reference, numbers: ReferenceNumbers, language: Language): Conclusion[];
}

interface Parts {
  store: ReferencesStore;
  screening: ScreeningService;
  consultations: ConsultationsService;
  guides: GuidesService;
  audit: AuditService;
  voices: Record<Language, Voice>;
  /** HMAC key of the members' hashes. */
  membersKey: Buffer;
  softwareVersion: string;
  hide: (counted: CountedReference) => Promise<Suppression>;
  render: (job: FilesJob) => Promise<ReferenceFile[]>;
}

interface Computed extends Gathered {
  numbers: ReferenceNumbers | null;
  covered: number;
}

export function referencesService(parts: Parts): ReferencesService {
  const { store, screening, consultations, guides, audit } = parts;
  const { voices, membersKey, softwareVersion, hide, render } = parts;

  async function compute(plan: ReferencePlan, now: Date): Promise<Computed> {
    const from = startOfDay(plan.from);
    const to = lastMomentOf(plan, now);
    const filter = {
      from,
      to,
      ...(plan.campaigns.length > 0 && { campaigns: plan.campaigns }),
      ...(plan.regions.length > 0 && { regions: plan.regions }),
    };
    const { questionnaire } = plan;
    const gathered = await gather(screening.firstSubmitted({ ...filter, questionnaire }), {
      until: to,
      key: membersKey,
    });
    const covered = people(gathered.tally, everybody, 'covered');
    if (covered < fewestPeople) return { ...gathered, covered, numbers: null };
    const shown = (await guides.list()).filter((guide) => guide.questionnaire === questionnaire);
    const input = {
      from: plan.from,
      to: plan.to,
      until: to.toISOString(),
      regions: plan.regions,
      campaigns: plan.campaigns.length,
      listedRegions: plan.regions.length > 0 ? plan.regions : regions,
      questionnaire,
      softwareVersion,
      guides: shown.map(({ id, version }) => ({ id, version })),
      consultations: await consultations.statistics({ ...filter, now: to }),
      tally: gathered.tally,
      marks: gathered.marks,
      scoringVersions: gathered.scoringVersions,
    };
    const counted = countEverything(input);
    const { hidden } = await hide(counted);
    const numbers = computeNumbers(input, counted, hidden);
    return { ...gathered, covered, numbers };
  }

  /** As they stood when the reference was frozen; as they stand now in a draft. */
  async function annexOf(numbers: ReferenceNumbers, frozenAt: Date | null): Promise<Guide[]> {
    const kept = await guides.versions(numbers.questionnaire, numbers.guides);
    return frozenAt ? kept.map((guide) => guideAt(guide, frozenAt)) : kept;
  }

  async function obstacleTo(plan: ReferencePlan, { numbers, members }: Computed): Promise<Obstacle | null> {
    if (!numbers) return 'tooFewAnswers';
    for await (const frozen of store.frozenMembers()) {
      if (differsByFew(members, frozen.members)) return 'tooCloseToFrozen';
    }
    return unexplained(indicatorRows(plan, numbers)).length > 0 ? 'unexplained' : null;
  }

  async function freezeOnce({
    id,
    version,
    actor,
    now,
  }: Parameters<ReferencesService['freeze']>[0]): Promise<Reference> {
    const reference = await store.get(id);
    if (reference.snapshot) return reference;
    if (reference.version !== version) throw new Problem('changedMeanwhile');
    const computed = await compute(reference.plan, now);
    const obstacle = await obstacleTo(reference.plan, computed);
    if (obstacle === 'tooFewAnswers') throw new Problem('tooFewAnswers', { least: fewestPeople });
    if (obstacle === 'tooCloseToFrozen') throw new Problem('tooCloseToFrozen');
    if (obstacle || !computed.numbers) throw new Problem('notAllowedNow');
    const snapshot = { frozenAt: now, hash: hashOf(computed.numbers), numbers: computed.numbers };
    const annex = await annexOf(computed.numbers, now);
    const files = await render({ reference: { ...reference, snapshot }, guides: annex });
    const frozen = await store.freeze(reference, snapshot, { files, members: computed.members });
    if (!frozen) {
      const stored = await store.get(id);
      if (!stored.snapshot) throw new Problem('changedMeanwhile');
      return stored;
    }
    await audit.record({ act: 'referenceFrozen', actor, target: id, now });
    return frozen;
  }

  // One at a time, so that two near-equal drafts cannot both be compared before either is frozen.
  let queue: Promise<unknown> = Promise.resolve();

  return {
    voices,
    offers: screening.catalogue.published.filter(({ name }) =>
      canBeTabled(screening.questionnaire(name).definition),
    ),
    list: () => store.list(),
    async getDraft(id) {
      const reference = await store.get(id);
      if (reference.snapshot) throw new Problem('notAllowedNow');
      return reference;
    },
    create: ({ plan, actor, now }) => store.insert({ plan, createdBy: actor.accountId, createdAt: now }),
    change: ({ id, version, plan }) => store.changePlan(id, version, plan),
    word: ({ id, version, wordings }) => store.changeWordings(id, version, wordings),
    async remove({ id }) {
      if (!(await store.removeDraft(id))) throw new Problem('notAllowedNow');
    },
    async look({ id, now }) {
      const reference = await store.get(id);
      if (reference.snapshot) {
        const { numbers, frozenAt } = reference.snapshot;
        const annex = await annexOf(numbers, frozenAt);
        return { reference, numbers, guides: annex, covered: 0, obstacle: null, unexplained: [] };
      }
      const computed = await compute(reference.plan, now);
      const { numbers, covered } = computed;
      return {
        reference,
        numbers,
        guides: numbers ? await annexOf(numbers, null) : [],
        covered,
        obstacle: await obstacleTo(reference.plan, computed),
        unexplained: numbers ? unexplained(indicatorRows(reference.plan, numbers)) : [],
      };
    },
    async freeze(act) {
      const frozen = queue.then(() => freezeOnce(act));
      queue = frozen.catch(() => undefined);
      return frozen;
    },
    async download({ id, name, actor, now }) {
      const file = await store.getFile(id, name);
      await audit.record({ act: 'fileDownloaded', actor, target: id, details: { file: name }, now });
      return file;
    },
    conclusions: ({ plan, wordings }, numbers, language) =>
      conclusionsOf({ plan, wordings, numbers, voice: voices[language] }),
  };
}
