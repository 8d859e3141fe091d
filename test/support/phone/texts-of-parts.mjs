// Prints the texts of parts made of these files, as JSON: { "first": ["path"], … } is given as the argument.
import { join } from 'node:path';
import { textsOfParts } from '../../../scripts/browser-texts.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
process.stdout.write(JSON.stringify(await textsOfParts(root, JSON.parse(process.argv[2]))));
