/** A form's mistakes are a value: shown beside the field, with what was typed. */

/** Field path -> locale key, for example { age: 'shared:errors.wholeNumber' }. */
export type FieldErrors = Record<string, string>;

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };
