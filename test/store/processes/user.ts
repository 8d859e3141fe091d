// Run as a process of its own by the tests of ownership: writes each number that it reads, says what was acknowledged.
import { createInterface } from 'node:readline';
import { systemClock } from '../../../server/shared/clock';
import { openDatabase } from '../../../server/store/database';

const say = (said: object) => process.stdout.write(`${JSON.stringify(said)}\n`);

async function main(folder: string): Promise<void> {
  const { connection, failed } = await openDatabase({ folder, clock: systemClock });
  void failed.then(({ message }) => {
    say({ refused: message });
    process.exit(1);
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const id = Number(line);
    const docs = connection.collection<{ _id: number }>('docs');
    const isWritten = () =>
      docs.updateOne({ _id: id }, { $set: { id } }, { upsert: true }).then(
        () => true,
        () => false,
      );
    // As a phone does: what was not acknowledged is sent again.
    while (!(await isWritten())) await new Promise((resolve) => setTimeout(resolve, 50));
    say({ wrote: id });
  }
}

void main(process.argv[2]!);
