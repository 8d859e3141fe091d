/**
 * `npm run verify-audit`: reads the whole record of acts and says whether it is whole, also while servers run. It prints a line to be
 * noted outside the store; `-- <number> <hash>` from such a line then shows an end that was cut off together with its note.
 */
import { onStore, runCommand } from '../server/command';
import { keysFor, openAudit } from '../server/services';

const usage = 'Say nothing besides, or number and hash as they were noted: npm run verify-audit -- 120 abc';

async function main([sequence, hash, more]: string[]): Promise<void> {
  if (more !== undefined || (sequence !== undefined && (!/^\d+$/.test(sequence) || !hash)))
    throw new Error(usage);
  await onStore(async ({ config, connection }) => {
    const { keys } = await keysFor(connection, config.keysDir);
    const audit = await openAudit(connection, keys);
    const newest = await audit.newest();
    const checked = await audit.verifyChain();
    if (!checked.isWhole)
      throw new Error(`The record is damaged: entry ${checked.brokenAt} was changed or removed.`);
    if (hash && !(await audit.holds({ sequence: Number(sequence), hash })))
      throw new Error(`The record is damaged: entry ${sequence} is not the one that was noted.`);
    console.log(`The record is whole: ${checked.entries} entries.`);
    if (newest) console.log(`To be noted outside: ${newest.sequence} ${newest.hash}`);
  });
}

runCommand(main);
