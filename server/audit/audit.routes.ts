import { Router } from 'express';
import type { Access } from '../http/guards/access';
import { parse } from '../http/guards/parse';
import { auditQuery } from './audit.schema';
import type { AuditService } from './audit.service';
import { auditView } from './audit.view';

interface AuditPageServices {
  audit: AuditService;
  accounts: { names(): Promise<Map<string, string>> };
}

export const auditAccess: Access = {
  'GET /staff/audit': ['administrator'],
};

export function auditRoutes({ audit, accounts }: AuditPageServices): Router {
  const router = Router();
  router.get('/staff/audit', async (req, res) => {
    const { act, page, check } = parse(auditQuery, req.query);
    const [listed, names] = await Promise.all([audit.list({ act, page }), accounts.names()]);
    const checked = check ? await audit.verifyChain() : null;
    res.render('audit/audit', { view: auditView(req.t, { ...listed, act, checked, names }) });
  });
  return router;
}
