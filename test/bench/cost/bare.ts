/** What any server of this kind costs at least: Express and the driver, which write what they got into the same store. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { systemClock } from '../../../server/shared/clock';
import { openDatabase } from '../../../server/store/database';
import { quickFolder } from '../../support/quick-folder';

export async function startBare() {
  const folder = quickFolder();
  const { connection, close } = await openDatabase({ folder, clock: systemClock });
  const attempts = connection.getClient().db('bare').collection<{ _id: string }>('attempts');
  const app = express();
  app.put('/api/attempts/:id', express.json({ limit: '64kb' }), async (req, res) => {
    await attempts.insertOne({ ...req.body, _id: req.params.id });
    res.json({});
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
