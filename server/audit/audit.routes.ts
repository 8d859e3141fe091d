import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { type Access, actorOf } from '../http/guards/access';
import { parse } from '../http/guards/parse';
import type { Web } from '../http/web';
import { auditQuery, exportQuery } from './audit.schema';
import type { AuditService } from './audit.service';
import { auditView, csvHead, csvRow } from './audit.view';

interface AuditPageServices {
  audit: AuditService;
  accounts: { names(): Promise<Map<string, string>> };
}

export const auditAccess: Access = {
  'GET /staff/audit': ['administrator'],
  'GET /staff/audit/export.csv': ['administrator'],
};

export function auditRoutes({ audit, accounts }: AuditPageServices, web: Web): Router {
  const router = Router();
  router.get('/staff/audit', async (req, res) => {
    const { page, check, ...filter } = parse(auditQuery, req.query);
    const [listed, names] = await Promise.all([audit.list({ ...filter, page }), accounts.names()]);
    const checked = check ? await audit.verifyChain() : null;
    res.render('audit/audit', { view: auditView(req.t, { ...listed, filter, checked, names }) });
  });

  router.get('/staff/audit/export.csv', async (req, res) => {
    const filter = parse(exportQuery, req.query);
    const names = await accounts.names();
    const details = { file: 'audit.csv' };
    await audit.record({ act: 'fileDownloaded', actor: actorOf(req), details, now: web.clock() });
    async function* lines() {
      yield csvHead(req.t);
      for await (const entry of audit.each(filter)) yield csvRow(req.t, entry, names);
    }
    res.attachment('audit.csv').type('text/csv; charset=utf-8').set('Cache-Control', 'no-store');
    await pipeline(Readable.from(lines()), res);
  });
  return router;
}
