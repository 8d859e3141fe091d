/** `npm run publish-questionnaire <id>/<version>`: from now on the version never changes; an edit stops the start. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../server/config';
import { publicationOf } from '../server/questionnaires';
import { localDay, systemClock } from '../server/shared/clock';

function main([name]: string[]): void {
  if (!name) throw new Error('Say which: npm run publish-questionnaire self-diagnosis/v2');
  const folders = readConfig().questionnairesFolders;
  const folder = folders.find((one) => existsSync(join(one, ...name.split('/'))));
  if (!folder) throw new Error(`There is no questionnaire ${name} in ${folders.join(' or ')}.`);
  const publication = publicationOf(folder, name, localDay(systemClock()));
  const file = join(folder, ...name.split('/'), 'published.json');
  writeFileSync(file, `${JSON.stringify(publication, null, 2)}\n`, { flag: 'wx' });
  console.log(`${name} is published. Keep ${file} with it.`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
