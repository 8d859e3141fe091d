/**
 * Attempts that a shared phone could not send before it changed hands: sealed to a key of this server and sent by
 * whoever has the phone when there is network again, so that the answer tells nothing of the result.
 */
import { z } from 'zod';
import { endpoint } from '../../../http/api/endpoint';
import { answerShapes } from '../../../http/api/shapes';
import { parse } from '../../../http/guards/parse';
import type { Web } from '../../../http/web';
import { Problem } from '../../../shared/problems';
import type { SealingKey } from '../../../shared/sealing-key';
import { attemptId, uploadSchema } from '../../attempt.schema';
import type { Attempt, Upload } from '../../attempt.types';
import { checkUpload } from '../../check-upload';
import type { SaveAct } from '../../save-attempt';
import type { ScreeningService } from '../../screening.service';
import {
  mergedChange,
  openAttempt,
  type SealedAct,
  type SealedContent,
  sealedBody,
  sealedContent,
} from '../../sealed-attempt';
import { startLimit } from '../../start/start-limit';
import { erased, saves } from './requests';

interface Needs {
  screening: ScreeningService;
  /** Screening does not know consultations, only what they do with an attempt: open its case, once. */
  consultations: { request(act: { id: string; code: string; now: Date }): Promise<unknown> };
  handOverKey: SealingKey;
  web: Web;
}

const taken = z
  .object({ id: attemptId, sequence: z.int(), submitted: z.boolean() })
  .register(answerShapes, { id: 'Taken' });

export const sendSealedAttempt = endpoint({
  method: 'post',
  path: '/api/sealed-attempts',
  who: 'anyone',
  limit: saves,
  summary: 'Send an attempt that was sealed at hand-over',
  description:
    'Does what PUT /api/attempts/{id} does, and may be repeated like it. Whoever sends it need not be whose it is, so the result is not answered. ' +
    'Where the server holds other answers, the two are merged: what was touched on the phone goes before what is stored, and all else after it; no answer is taken back. ' +
    'The sealed text is JSON `{ id, upload, touched?, isProfileTouched?, acts? }`: `upload` the body of that PUT, `touched` the items changed since the server last acknowledged it, `isProfileTouched` whether the profile was, `acts` a list of `{ kind: "feedback", satisfaction }` and `{ kind: "consultation" }`, which apply once the attempt is submitted. ' +
    'Sealing: ECDH on P-256 with a fresh key, HKDF-SHA-256 (salt: the fresh public key, raw; info: "self-check sealed attempt") to 32 bytes, AES-256-GCM with a 12-byte iv.',
  body: sealedBody,
  answer: { shape: taken, description: 'Taken; the sealed copy may be deleted' },
  problems: {
    invalidRequest: 'Malformed, also inside',
    cannotOpen: 'Sealed to another key, or changed',
    unknownQuestionnaire: 'No such questionnaire',
    unknownVersion: 'Not the version that the phone had; the sealed copy stays where it is',
    wrongCode: 'The id belongs to another code',
    unknownCampaign: 'No such campaign',
    campaignNotStarted: 'The campaign has not begun',
    campaignEnded: 'The campaign has ended',
    changedMeanwhile: 'Too many saves at once; to be repeated',
    erased,
    tooYoung: 'Younger than 13; nothing is stored',
    tooManyRequests: 'Too many requests, or too many new attempts, from this address',
  },
  handler: (needs: Needs) => {
    const mayStart = startLimit(needs.web);
    return async ({ body: { sealed }, now, req, res }) => {
      const content = parse(sealedContent, openAttempt(needs.handOverKey, sealed));
      const { id, acts } = content;
      const upload = { id, ...parse(uploadSchema, content.upload) };
      const act = { now, onStart: mayStart(req, res) };
      const attempt = await saveOrMerge(needs.screening, upload, content, act);
      const { sequence, submittedAt } = attempt;
      if (submittedAt !== null)
        for (const asked of acts) await perform(needs, asked, attempt, { id, code: upload.code, now });
      return { id, sequence, submitted: submittedAt !== null };
    };
  },
});

/** As the PUT, but no phone can merge what another device of the person saved in the meantime. */
async function saveOrMerge(
  screening: ScreeningService,
  upload: Upload,
  content: SealedContent,
  act: SaveAct,
): Promise<Attempt> {
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
async function perform(
  { screening, consultations }: Needs,
  act: SealedAct,
  { isTryOut }: Attempt,
  held: { id: string; code: string; now: Date },
): Promise<void> {
  if (act.kind === 'feedback') await screening.giveFeedback({ ...held, satisfaction: act.satisfaction });
  else if (!isTryOut) await consultations.request(held);
}
