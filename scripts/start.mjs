// `npm start` and the other commands: builds if a source is newer than the build, then runs the built file.
// `node scripts/start.mjs` runs the server, `node scripts/start.mjs demo` runs scripts/demo.ts.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';

await buildIfNeeded();
const command = process.argv[2];
process.argv.splice(2, command ? 1 : 0);
const root = join(import.meta.dirname, '..');
createRequire(import.meta.url)(join(root, 'dist', command ? `scripts/${command}.js` : 'server/main.js'));
