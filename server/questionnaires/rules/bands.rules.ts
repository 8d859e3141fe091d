/** Whether the bands of a definition stand in one order from calm to high, and whether all that names one knows it. */
import { type BandRules, bandIds, placeOfBand } from '../../core/definition/bands';
import type { Definition } from '../../core/definition/definition';
import { bandsOfScale } from '../../core/scoring/kinds';
import type { DefinitionProblem, Path } from './condition.rules';

export function* bandProblems(definition: Definition): Generator<DefinitionProblem> {
  const ids = bandIds(definition);
  const used = Object.values(definition.scales).flatMap((scale) => [...bandsOfScale(scale)]);
  for (const [index, id] of ids.entries()) {
    const path = ['bands', index];
    if (ids.indexOf(id) < index) yield { path, reason: `there are two bands ${id}` };
    if (!used.includes(id)) yield { path, reason: `no scale has the band ${id}` };
  }
  for (const [index, { band, isCalm, isHigh }] of definition.bands.entries())
    if (isCalm && isHigh) yield { path: ['bands', index], reason: `${band} cannot be calm and high` };
  yield* roleProblems(definition);
  yield* namedBandProblems(definition);
}

const risingRoles = ['isHigh', 'asksWarmly'] as const;

/** What holds from one band on holds above it; calm is what lies below. */
function* roleProblems({ bands }: Definition): Generator<DefinitionProblem> {
  for (const [index, band] of bands.entries()) {
    const below = bands[index - 1];
    if (!below) continue;
    const path = ['bands', index];
    for (const role of risingRoles)
      if (below[role] && !band[role])
        yield { path, reason: `${band.band} must be ${role}, as ${below.band} below it is` };
    if (band.isCalm && !below.isCalm)
      yield { path, reason: `${band.band} cannot be isCalm, as ${below.band} below it is not` };
  }
}

function* namedBandProblems(definition: Definition): Generator<DefinitionProblem> {
  const isKnown = (id: string) => placeOfBand(definition, id) >= 0;
  for (const [item, id] of Object.entries(definition.feedback.strength.onlyBelow))
    if (!isKnown(id))
      yield { path: ['feedback', 'strength', 'onlyBelow', item], reason: `there is no band ${id}` };
  const lengths = definition.limits.texts.bands;
  for (const id of Object.keys(lengths))
    if (!isKnown(id)) yield { path: ['limits', 'texts', 'bands', id], reason: `there is no band ${id}` };
  for (const id of bandsWithTexts(definition))
    if (!Object.hasOwn(lengths, id))
      yield { path: ['limits', 'texts', 'bands'], reason: `the texts of the band ${id} have no length` };
}

const bandsWithTexts = ({ feedback, scales }: Definition): Set<string> =>
  new Set(feedback.scales.flatMap((id) => (scales[id] ? [...bandsOfScale(scales[id])] : [])));

/** Each of a scale's bands once, in the order of the definition. @param path of the list */
export function* bandOrderProblems(
  definition: { bands: BandRules[] },
  bands: readonly string[],
  path: Path,
): Generator<DefinitionProblem> {
  for (const [index, id] of bands.entries()) {
    const before = bands[index - 1];
    const at = [...path, index];
    const place = placeOfBand(definition, id);
    if (place < 0) yield { path: at, reason: `there is no band ${id}` };
    else if (before !== undefined && place <= placeOfBand(definition, before))
      yield { path: at, reason: `${id} is not above ${before} in the order of the bands` };
  }
}

/** Bands that a rule names must be the scale's own. @param named by where each stands in the scale */
export function* foreignBandProblems(
  bands: readonly string[],
  named: [place: Path, band: string][],
  path: Path,
): Generator<DefinitionProblem> {
  for (const [place, band] of named)
    if (!bands.includes(band)) yield { path: [...path, ...place], reason: `the scale has no band ${band}` };
}
