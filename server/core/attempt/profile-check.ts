/** Whether something of unknown origin is a profile. Pure. */
import { maxAge, minAge } from './profile';
import { type Profile, type ProfileField, profileFields } from './profile-fields';
import { isRegion } from './regions';

function isValueOf(field: ProfileField, value: unknown): boolean {
  const isOption = (one: unknown) => 'options' in field && field.options.includes(one as string);
  switch (field.kind) {
    case 'choice':
      return isOption(value);
    case 'choices':
      return Array.isArray(value) && value.every(isOption);
    case 'age':
      return Number.isInteger(value) && Number(value) >= minAge && Number(value) <= maxAge;
    case 'region':
      return typeof value === 'string' && isRegion(value);
  }
}

/** Whether something of unknown origin is a profile, each field answered as it may be. */
export const isProfile = (given: unknown): given is Profile =>
  typeof given === 'object' &&
  given !== null &&
  profileFields.every((field) => isValueOf(field, (given as Partial<Profile>)[field.id]));
