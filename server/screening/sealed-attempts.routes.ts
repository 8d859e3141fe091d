/**
 * Attempts that a shared phone could not send before it changed hands: sealed to a key of this server and sent by
 * whoever has the phone when there is network again, so that the answer tells nothing of the result.
 */
import { type Request, type Response, Router } from 'express';
import { parse } from '../http/parse';
import type { Web } from '../http/web';
import { dayMs, secondMs } from '../shared/clock';
import { Problem } from '../shared/problems';
import type { SealingKey } from '../shared/sealing-key';
import { jsonOnly, saves, uploadOf } from './api-request';
import type { Attempt, Upload } from './attempt.types';
import { checkUpload } from './check-upload';
import type { SaveAct } from './save-attempt';
import type { ScreeningService } from './screening.service';
import {
  mergedChange,
  openAttempt,
  type SealedAct,
  type SealedContent,
  sealedBody,
  sealedContent,
} from './sealed-attempt';
import { startLimit } from './start-limit';

interface Sealing {
  key: SealingKey;
  /** Opens the attempt's case, once. */
  askPsychologist: (act: { id: string; code: string; now: Date }) => Promise<unknown>;
}

export function sealedAttemptsRoutes(
  { screening }: { screening: ScreeningService },
  web: Web,
  { key, askPsychologist }: Sealing,
): Router {
  const router = Router();
  const mayStart = startLimit(web);
  const shownKey = { id: key.id, key: key.publicKey.toString('base64url') };

  router.get('/api/sealing-key', (_req: Request, res: Response) => {
    res.set('Cache-Control', `public, max-age=${dayMs / secondMs}`).json(shownKey);
  });

  router.post('/api/sealed-attempts', web.limit(saves), jsonOnly, async (req, res) => {
    const { sealed } = parse(sealedBody, req.body);
    const content = parse(sealedContent, openAttempt(key, sealed));
    const { id, acts } = content;
    const upload = { id, ...uploadOf(content.upload) };
    const now = web.clock();
    const attempt = await saveOrMerge(upload, content, { now, onStart: mayStart(req, res) });
    if (attempt.submittedAt !== null) for (const act of acts) await perform(act, attempt, upload.code, now);
    const { sequence, submittedAt } = attempt;
    res.set('Cache-Control', 'no-store').json({ id, sequence, submitted: submittedAt !== null });
  });

  /** As the PUT, but no phone can merge what another device of the person saved in the meantime. */
  async function saveOrMerge(upload: Upload, content: SealedContent, act: SaveAct): Promise<Attempt> {
    try {
      const { attempt, isCurrent } = await screening.saveAttempt({ ...upload, ...act });
      if (attempt.submittedAt !== null || isCurrent) return attempt;
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'answersConflict')) throw error;
    }
    const { id, code } = upload;
    const checked = checkUpload(screening.questionnaire(upload.questionnaire), upload);
    const change = (stored: Attempt) => mergedChange(content, checked, stored);
    return screening.change({ id, code, now: act.now, change });
  }

  /** A try-out has no case. */
  async function perform(act: SealedAct, { id, isTryOut }: Attempt, code: string, now: Date): Promise<void> {
    if (act.kind === 'feedback')
      await screening.giveFeedback({ id, code, satisfaction: act.satisfaction, now });
    else if (!isTryOut) await askPsychologist({ id, code, now });
  }

  return router;
}
