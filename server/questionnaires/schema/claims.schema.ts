/**
 * The shape of `claims.yaml`: what the words of a result say of their reader, in one closed vocabulary that is explained in
 * the file itself. Nothing at run time reads it; a test holds the claims against answers.
 */
import { z } from 'zod';
import { inEachLanguage } from '../../core/text/languages';
import { count, id, ids, positive, status } from './condition.schema';
import { pattern } from './texts.schema';

export type Claim =
  | { some: string[]; from: number; count?: number }
  | { none: string[]; from: number }
  | { every: string[]; to: number }
  | { perhaps: string[] }
  | { skipped: string[] }
  | { sum: string[]; from?: number; to?: number }
  | { share: string[]; from?: number; below?: number }
  | { answered: number }
  | { odd: number }
  | { ageUnder: number }
  | { status: string[] }
  | { both: Claim[] }
  | { either: Claim[] };

const optional = count.exactOptional();

const claim: z.ZodType<Claim> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ some: ids, from: count, count: positive.exactOptional() }),
      z.strictObject({ none: ids, from: positive }),
      z.strictObject({ every: ids, to: count }),
      z.strictObject({ perhaps: ids }),
      z.strictObject({ skipped: ids }),
      z.strictObject({ sum: ids, from: optional, to: optional }),
      z.strictObject({ share: ids, from: optional, below: optional }),
      z.strictObject({ answered: positive }),
      z.strictObject({ odd: positive }),
      z.strictObject({ ageUnder: positive }),
      z.strictObject({ status: z.array(status).min(1) }),
      z.strictObject({ both: z.array(claim).min(2) }),
      z.strictObject({ either: z.array(claim).min(2) }),
    ],
    { error: 'this is no claim of the vocabulary' },
  ),
);

const claims = z.array(claim);
const words = z.string().min(1);

export const claimsSchema = z.strictObject({
  /** Patterns that claim the same wherever they stand. */
  words: z.strictObject(inEachLanguage(() => z.array(z.strictObject({ says: pattern, claims })))),
  /** By place: see claims.rules.ts. */
  sentences: z.record(z.string(), claims),
  /** By the id of a recommendation: the words of each language that make the claims. */
  texts: z.record(id, z.array(z.strictObject({ ...inEachLanguage(() => words), claims }))),
});

export type Claims = z.output<typeof claimsSchema>;
