/**
 * The only personal facts that are asked, in the order of the form. Form, checks, store, contract, case, reference and demo
 * are made from this table: a further field is one entry here and its words in `locales/<language>/profile.json`. One that
 * joins after a release takes `none` among its options, since phones of the release before do not send it.
 */

type Kind =
  | { kind: 'choice'; options: readonly string[] }
  /** As many as apply, also none. */
  | { kind: 'choices'; options: readonly string[] }
  /** In whole years. */
  | { kind: 'age' }
  /** KATO code of one of the regions. */
  | { kind: 'region' };

const table = [
  { id: 'sex', kind: 'choice', options: ['m', 'f', 'none'] },
  { id: 'age', kind: 'age' },
  { id: 'region', kind: 'region' },
  { id: 'settlement', kind: 'choice', options: ['urban', 'rural'] },
  {
    id: 'status',
    kind: 'choice',
    options: [
      /** Up to class 9. */
      'school-lower',
      /** Class 10 and above. */
      'school-upper',
      'college',
      'university',
      'working',
      'state-servant',
      'budget-employee',
      'business',
      'ngo',
      'unemployed',
      'other',
    ],
  },
  {
    id: 'tags',
    kind: 'choices',
    options: ['disability', 'large-family', 'low-income', 'orphan'],
    isRare: true,
  },
] as const satisfies readonly (Kind & { id: string; isRare?: boolean })[];

type Entry = (typeof table)[number];

type ValueOf<Field extends Entry> = Field extends { kind: 'age' }
  ? number
  : Field extends { kind: 'choice'; options: readonly (infer Option)[] }
    ? Option
    : Field extends { kind: 'choices'; options: readonly (infer Option)[] }
      ? Option[]
      : string;

export type Profile = { [Field in Entry as Field['id']]: ValueOf<Field> };

export type ProfileField = Kind & {
  id: keyof Profile;
  /** So rare that it could tell who somebody is: not asked in a class, not shown with a case. */
  isRare?: boolean;
};

export const profileFields: readonly ProfileField[] = table;
