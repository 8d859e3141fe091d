/**
 * Whether a claim of `claims.yaml` is true of somebody: by the answers, the age and the status alone. Written without the
 * scoring and the choice of texts, so that a mistake in them is not made here again.
 */
import type { Profile } from '../../../server/core/attempt/profile-fields';
import type { Definition } from '../../../server/core/definition/definition';
import type { Quality, SubmittedAnswers } from '../../../server/core/definition/types';
import type { Claim } from '../../../server/questionnaires/schema/claims.schema';

export interface Person {
  answers: SubmittedAnswers;
  profile: Pick<Profile, 'age' | 'status'>;
  quality: Pick<Quality, 'points'>;
}

export function claimsOf({ items, answerSets }: Definition) {
  const highest = Object.fromEntries(
    Object.entries(items).map(([id, { answers }]) => [id, answerSets[answers]! - 1]),
  );

  /** Of a question that is turned round, turned round; null where it was skipped. */
  const answered = ({ answers }: Person, item: string): number | null => {
    const answer = answers[item] ?? null;
    if (answer === null || answer === 'S') return answer === 'S' ? 0 : null;
    return items[item]!.reversed ? highest[item]! - answer : answer;
  };

  const total = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

  return function holds(claim: Claim, person: Person): boolean {
    const valuesOf = (ids: string[]) => ids.map((item) => answered(person, item));
    const given = (ids: string[]) => valuesOf(ids).filter((value) => value !== null);
    if ('either' in claim) return claim.either.some((one) => holds(one, person));
    if ('both' in claim) return claim.both.every((one) => holds(one, person));
    if ('some' in claim)
      return given(claim.some).filter((value) => value >= claim.from).length >= (claim.count ?? 1);
    if ('none' in claim) return given(claim.none).every((value) => value < claim.from);
    if ('every' in claim) return valuesOf(claim.every).every((value) => value !== null && value <= claim.to);
    if ('perhaps' in claim) return valuesOf(claim.perhaps).some((value) => value !== 0);
    if ('skipped' in claim) return valuesOf(claim.skipped).includes(null);
    if ('sum' in claim) {
      const least = total(valuesOf(claim.sum));
      const open = claim.sum.filter((item) => answered(person, item) === null);
      const most = least + total(open.map((item) => highest[item]!));
      return least >= (claim.from ?? 0) && most <= (claim.to ?? Number.POSITIVE_INFINITY);
    }
    if ('share' in claim) {
      const known = claim.share.filter((item) => answered(person, item) !== null);
      if (known.length === 0) return false;
      const percent = (100 * total(valuesOf(known))) / total(known.map((item) => highest[item]!));
      return percent >= (claim.from ?? 0) && percent < (claim.below ?? Number.POSITIVE_INFINITY);
    }
    if ('answered' in claim)
      return (
        Object.values(person.answers).filter((answer) => typeof answer === 'number').length >= claim.answered
      );
    if ('odd' in claim) return person.quality.points >= claim.odd;
    if ('ageUnder' in claim) return person.profile.age < claim.ageUnder;
    return claim.status.includes(person.profile.status);
  };
}
