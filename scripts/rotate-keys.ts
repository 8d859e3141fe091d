/**
 * `npm run rotate-keys`: new keys for staff tokens, forms, students' cookies and texts, also while servers run.
 * `-- --leaked` drops the former ones of all but the texts at once: everybody signs in again.
 */
import { runCommand } from '../server/command';
import { readConfig } from '../server/config';
import { rotateKeys } from '../server/keys-rotation';

async function main([option]: string[]): Promise<void> {
  if (option !== undefined && option !== '--leaked') throw new Error('Only --leaked can be said besides.');
  const { keysDir } = readConfig();
  console.log('Adding new keys; they are used in 15 seconds, when every server knows them.');
  await rotateKeys(keysDir, { hasLeaked: option === '--leaked' });
  console.log(`Done. Back up ${keysDir} again: what is written from now on cannot be read without it.`);
}

runCommand(main);
