/** The one place where a problem becomes an answer: RFC 9457 JSON below /api, a page in the reader's language elsewhere. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Problem } from '../shared/problems';

export function notFound(): RequestHandler {
  return () => {
    throw new Problem('notFound');
  };
}

export function handleErrors(log: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500)
      log.error({ requestId: req.id, problem: problem.code, error: describeError(error) });
    if (res.headersSent) return next(error);
    res.status(problem.status);
    const title = req.t(`problems:${problem.code}.title`, problem.details);
    const detail = req.t(`problems:${problem.code}.detail`, problem.details);
    if (wantsJson(req)) {
      const body = {
        type: `/problems/${problem.code}`,
        title,
        status: problem.status,
        detail,
        code: problem.code,
      };
      res
        .type('application/problem+json')
        .send(JSON.stringify({ ...problem.details, ...body, requestId: req.id }));
      return;
    }
    const fields = isFromOurPages(req) ? typedFields(req) : null;
    const typed =
      problem.code === 'changedMeanwhile' ? typedFields(req).filter(({ value }) => value.length > 1) : [];
    res.render('problems/problem', {
      isForStaff: /^\/staff(\/|$)/.test(req.path),
      isOurs: problem.status >= 500,
      title,
      detail,
      resend: problem.code === 'formExpired' ? fields : null,
      // Through the sign-in it comes back as a form to be sent again.
      carried: problem.code === 'signInRequired' && fields ? JSON.stringify(fields) : null,
      typed,
      action: req.originalUrl,
      newest: req.get('referer') ?? null,
    });
  };
}

/** A disk that is full or a store that is away is said plainly; what we do not know hides behind the request id. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const {
    name = '',
    code,
    type,
    status,
    message = '',
  } = error as Record<string, string | number | undefined>;
  if (type === 'entity.too.large') return new Problem('tooLarge', {}, { cause: error });
  if (type === 'entity.parse.failed') return new Problem('wrongBody', {}, { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('invalidRequest', {}, { cause: error });
  if (code === 'ENOSPC' || /ENOSPC|MDB_MAP_FULL|no space left/i.test(String(message)))
    return new Problem('diskFull', {}, { cause: error });
  if (
    /^Mongo(Network|ServerSelection|NotConnected|Topology|Pool|WaitQueue)|^MongooseServerSelection/.test(
      String(name),
    )
  ) {
    return new Problem('storeUnavailable', {}, { cause: error });
  }
  return new Problem('unexpected', {}, { cause: error });
}

/**
 * For what handleErrors could not end: its page failed, or a part of the answer was sent already. Express's own last
 * handler would print the whole error, with whatever texts it quotes.
 */
export function endPlainly(log: Logger): ErrorRequestHandler {
  return (error, req, res, _next) => {
    if (res.headersSent) return void req.socket.destroy();
    log.error({ requestId: req.id, problem: 'unexpected', error: describeError(error) });
    res.status(500).type('text/plain').send(`500 ${req.id}`);
  };
}

/** Name, code and stack frames; never the message, which can quote what was typed or stored. */
export function describeError(error: unknown): { name: string; code?: unknown; stack?: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error };
  const cause = error instanceof Problem && error.cause instanceof Error ? error.cause : error;
  // The message stands in the stack too, and a line of it may look like a frame.
  const frames = cause.stack
    ?.replace(cause.message, '')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  return {
    name: cause.name,
    code: (cause as { code?: unknown }).code,
    stack: frames?.slice(0, 8).join('\n'),
  };
}

function wantsJson(req: Request): boolean {
  return /^\/api(\/|$)/i.test(req.path) || req.accepts(['html', 'json']) === 'json';
}

/** The "send again" page is offered to our own forms only, so that no other site can make one up. */
function isFromOurPages(req: Request): boolean {
  const site = req.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = req.get('origin') ?? req.get('referer');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === req.get('host');
}

/** What was typed, as name and value pairs for hidden fields. Passwords are typed again. */
function typedFields(req: Request): { name: string; value: string }[] {
  return Object.entries((req.body ?? {}) as Record<string, unknown>)
    .filter(([name]) => name !== '_csrf' && !/password/i.test(name))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) })));
}
