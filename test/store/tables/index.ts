import { aggregates } from './aggregates';
import type { Case } from './case';
import { commands } from './commands';
import { filters } from './filters';
import { indexes } from './indexes';
import { reads } from './reads';
import { writes } from './writes';

export const tables: Record<string, Record<string, Case[]>> = {
  filters,
  reads,
  writes,
  indexes,
  aggregates,
  commands,
};
