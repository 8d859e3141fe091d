// Prints the texts of parts made of these files, as JSON: { "first": ["path"], … } is given as the argument.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textsOfParts } from '../../scripts/browser-texts.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
process.stdout.write(JSON.stringify(await textsOfParts(root, JSON.parse(process.argv[2]))));
