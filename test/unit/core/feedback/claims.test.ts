/**
 * No sentence of a result contradicts or invents what was answered: what its words claim (claims.yaml, written from the
 * words alone) holds for every pair of bands, labels, flags, ages and skipped questions, and for 10 000 seeded sheets.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { claimingSentences } from '../../../../server/questionnaires/rules/claims.rules';
import { claimsSchema } from '../../../../server/questionnaires/schema/claims.schema';
import { withoutOneCondition } from '../../../support/claims/dropped';
import { claimsOf } from '../../../support/claims/holds';
import { everyPair, type Sheet, seeded } from '../../../support/claims/sheets';
import { type Said, wordsOf } from '../../../support/claims/shown';
import { shipped } from '../../../support/questionnaires';
import { projectRoot } from '../support';

const { definition } = shipped;
const file = join(projectRoot, 'questionnaires', 'self-diagnosis', 'v1', 'claims.yaml');
const shownTo = wordsOf(shipped, claimsSchema.parse(parse(readFileSync(file, 'utf8'))));
const holds = claimsOf(definition);

/** The first claim that is not true of the sheet's reader, with where it stands. */
function untruth({ answers, result, profile }: Sheet, shown: Said[]): string | null {
  const person = { answers, profile, quality: result.quality };
  for (const { place, claims } of shown)
    for (const claim of claims) if (!holds(claim, person)) return `${place} ${JSON.stringify(claim)}`;
  return null;
}

const sheets = [...everyPair(), ...seeded(10_000)];

describe('over all sheets', () => {
  const said = new Set<string>();
  const untrue = new Map<string, unknown>();

  beforeAll(() => {
    for (const sheet of sheets) {
      const shown = shownTo(definition, sheet);
      for (const { place } of shown) said.add(place);
      const wrong = untruth(sheet, shown);
      if (wrong && !untrue.has(wrong)) untrue.set(wrong, { ...sheet.profile, answers: sheet.answers });
    }
  });

  it('nothing that is said is untrue of its reader', () => {
    expect(Object.fromEntries(untrue)).toEqual({});
  });

  it('every sentence is said to somebody', () => {
    expect(claimingSentences(definition).filter((place) => !said.has(place))).toEqual([]);
  });
});

it.each([...withoutOneCondition(definition)])('is seen to be untrue without $what', (without) => {
  expect(sheets.some((sheet) => untruth(sheet, shownTo(without.definition, sheet)) !== null)).toBe(true);
});
