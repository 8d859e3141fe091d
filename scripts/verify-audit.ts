/**
 * `npm run verify-audit`: reads the whole record of acts and says whether it is whole, also while servers run. It prints a line to be
 * noted outside the store; `-- <number> <hash>` from such a line then shows an end that was cut off together with its note.
 */
import { readConfig } from '../server/config';
import { keysFor, openAudit } from '../server/services';
import { systemClock } from '../server/shared/clock';
import { openDatabase } from '../server/store/database';

const usage = 'Say nothing besides, or number and hash as they were noted: npm run verify-audit -- 120 abc';

async function main([sequence, hash, more]: string[]): Promise<void> {
  if (more !== undefined || (sequence !== undefined && (!/^\d+$/.test(sequence) || !hash)))
    throw new Error(usage);
  const config = readConfig();
  const database = await openDatabase({
    uri: config.mongodbUri,
    folder: config.dataDir,
    clock: systemClock,
  });
  try {
    const { keys } = await keysFor(database.connection, config.keysDir);
    const audit = await openAudit(database.connection, keys);
    const newest = await audit.newest();
    const checked = await audit.verifyChain();
    if (!checked.isWhole)
      throw new Error(`The record is damaged: entry ${checked.brokenAt} was changed or removed.`);
    if (hash && !(await audit.holds({ sequence: Number(sequence), hash })))
      throw new Error(`The record is damaged: entry ${sequence} is not the one that was noted.`);
    console.log(`The record is whole: ${checked.entries} entries.`);
    if (newest) console.log(`To be noted outside: ${newest.sequence} ${newest.hash}`);
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
