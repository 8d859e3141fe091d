/** The server as far as two phones with one attempt see it: one stored copy and its rules, and answers that get lost. */

import { contentOf } from '../../../server/core/attempt/content';
import type { Attempt } from '../../../server/screening/attempt.types';
import { type CheckedUpload, decideSave } from '../../../server/screening/save.rules';
import type { StoredCopy } from '../../../views/client/phone/model/stored-copy';
import type { Loss } from '../browser/network';

export interface StoredModel {
  stored: StoredCopy | null;
  /** What `fetch` does from now on; null answers every request. */
  loss: Loss | null;
  fetch: typeof fetch;
}

export function storedModel(): StoredModel {
  const model: StoredModel = {
    stored: null,
    loss: null,
    async fetch(_path, init) {
      if (model.loss === 'request') throw new TypeError('lost');
      const [status, body] = answerTo(String(init?.method), JSON.parse(String(init?.body ?? 'null')));
      if (model.loss === 'answer') throw new TypeError('lost');
      return new Response(JSON.stringify(body), { status });
    },
  };

  function answerTo(method: string, upload: CheckedUpload): [number, object] {
    if (method === 'GET') return [200, model.stored as StoredCopy];
    const decision = model.stored === null ? 'write' : decideSave(asAttempt(model.stored), upload);
    if (decision === 'conflict') return [409, { code: 'answersConflict', stored: model.stored }];
    if (decision === 'write') model.stored = copyOf(upload);
    const { sequence, submitted } = model.stored as StoredCopy;
    return [200, { sequence, submitted }];
  }

  return model;
}

const asAttempt = (stored: StoredCopy) =>
  ({ ...stored, submittedAt: stored.submitted ? new Date(0) : null }) as unknown as Attempt;

const copyOf = (upload: CheckedUpload): StoredCopy => {
  const { sequence, submitted } = upload;
  return { ...contentOf(upload), sequence, submitted };
};
