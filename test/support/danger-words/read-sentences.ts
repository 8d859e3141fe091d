import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Sentences {
  danger: string[];
  harmless: string[];
}

export const readSentences = (name: string): Sentences =>
  parse(readFileSync(join(__dirname, `${name}.yaml`), 'utf8'));
