/** Attempts in the states that tests need; they go through the service as a phone's do. */
import { randomBytes, randomUUID } from 'node:crypto';
import { codeBytes, codeFrom } from '../../../server/core/attempt/code';
import { type Profile, profileFields } from '../../../server/core/attempt/profile-fields';
import { itemIds } from '../../../server/core/definition/definition';
import type { Answers, Language } from '../../../server/core/definition/types';
import type { Attempt, Upload } from '../../../server/screening/attempt.types';
import type { ScreeningService } from '../../../server/screening/screening.service';

interface Place {
  services: { screening: ScreeningService };
  clock: { now: Date };
}

/** Of each field its first option, so that a further field needs nothing here. */
const firstOptions = Object.fromEntries(
  profileFields.map((field) => [field.id, field.kind === 'choice' ? field.options[0] : []]),
) as Partial<Profile>;

const known = {
  sex: 'f',
  age: 15,
  region: '750000000',
  settlement: 'urban',
  status: 'school-lower',
} as const;

export const aProfile = { ...firstOptions, ...known } as Profile;

/** The same as it is typed into the form. */
export const aboutYou: Record<string, string> = Object.fromEntries(
  Object.entries(aProfile)
    .filter(([, value]) => !Array.isArray(value))
    .map(([id, value]) => [id, String(value)]),
);

export const newCode = (): string => codeFrom(randomBytes(codeBytes));

/** Read and answered honestly, whatever the rest says. */
export const honest: Answers = { V1: 3, V2: 0, V3: 1, V4: 4 };

/** Every band low, no gates open, good mood and strong support. */
export const calm: Answers = {
  A3: 3,
  A16: 4,
  C10: 3,
  F1: 3,
  F2: 3,
  F3: 3,
  F4: 3,
  G1: 4,
  G2: 3,
  G3: 4,
  G4: 3,
  G5: 3,
};

/** Gambling very high, money taken, threatened online, nobody to turn to: every safeguarding flag but one. */
export const alarming: Answers = {
  ...{ D1: 3, D2: 3, D4: 3, D5: 3, D6: 3, D7: 3, D8: 3, D9: 3, D10: 3, D11: 2, D12: 2, D13: 1 },
  ...{ E4: 2, F1: 0, F2: 1, F3: 1, F4: 0, F5: 4, F6: 4, G1: 0 },
};

export function anAttempt() {
  return new AttemptBuilder({
    id: randomUUID(),
    code: newCode(),
    questionnaire: 'self-diagnosis/v1',
    language: 'kk',
    profile: aProfile,
    answers: {},
    timings: {},
    unclear: [],
    shown: [],
    campaign: null,
    sequence: 1,
    submitted: false,
  });
}

class AttemptBuilder {
  /** Everything that is not answered otherwise gets this answer when the attempt is submitted. */
  private filling: number | null | undefined = 0;

  constructor(private readonly content: Upload) {}

  /** What a phone would send. */
  get upload(): Upload {
    return { ...this.content };
  }

  private with(changes: Partial<Upload>): AttemptBuilder {
    const builder = new AttemptBuilder({ ...this.content, ...changes });
    builder.filling = this.filling;
    return builder;
  }

  on(code: string): AttemptBuilder {
    return this.with({ code });
  }

  in(language: Language): AttemptBuilder {
    return this.with({ language });
  }

  by(profile: Partial<Profile>): AttemptBuilder {
    return this.with({ profile: { ...this.content.profile, ...profile } });
  }

  of(campaign: string): AttemptBuilder {
    return this.with({ campaign });
  }

  /** @param questionnaire `<id>/<version>` */
  asked(questionnaire: string): AttemptBuilder {
    return this.with({ questionnaire });
  }

  answering(answers: Answers): AttemptBuilder {
    return this.with({ answers: { ...this.content.answers, ...answers } });
  }

  /** Leaves unanswered what is not answered otherwise. */
  incomplete(): AttemptBuilder {
    const builder = this.with({});
    builder.filling = undefined;
    return builder;
  }

  /** Saved, not submitted. */
  async started({ services, clock }: Place): Promise<{ attempt: Attempt; code: string }> {
    const { attempt } = await services.screening.saveAttempt({ ...this.content, now: clock.now });
    return { attempt, code: this.content.code };
  }

  async submitted({ services, clock }: Place): Promise<{ attempt: Attempt; code: string }> {
    const { definition } = services.screening.questionnaire(this.content.questionnaire);
    const filled = this.filling === undefined ? [] : itemIds(definition).map((item) => [item, this.filling]);
    const isShipped = definition.id === 'self-diagnosis';
    const given = { ...Object.fromEntries(filled), ...(isShipped && honest), ...this.content.answers };
    const answers = this.filling === undefined ? this.content.answers : given;
    const { attempt } = await services.screening.saveAttempt({
      ...this.content,
      answers,
      submitted: true,
      now: clock.now,
    });
    return { attempt, code: this.content.code };
  }
}
