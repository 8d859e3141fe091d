/** The routes of the API, made from its endpoints: limit, then shape and code, then what it does. */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { Problem } from '../../shared/problems';
import { PublicFile, sendPublic } from '../files/public-file';
import { parse } from '../guards/parse';
import type { Web } from '../web';
import { codeOf } from './code';
import type { Endpoint } from './endpoint';

/** @param endpoints in the order in which their paths are tried */
export function apiRoutes<Needs>(endpoints: readonly Endpoint<Needs>[], needs: Needs, web: Web): Router {
  // What the document does not name is not answered.
  const router = Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    const { method, path, limit, body } = endpoint;
    const guards = [...(limit ? [web.limit(limit)] : []), ...(body ? [jsonOnly] : [])];
    const answerOf = endpoint.handler(needs);
    router[method](path, ...guards, async (req, res) => {
      const now = web.clock();
      // By it a phone knows what is late: its own clock may be wrong by years.
      res.set('Date', now.toUTCString());
      const asked = { ...read(endpoint, req), now, req, res };
      send(endpoint, await answerOf(asked as never), asked);
    });
  }
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path)))
    router.all(path, refuseOtherMethods(methodsAt(endpoints, path)));
  return router;
}

/** As `Allow` names them; whoever may GET may ask for the headers alone. */
const methodsAt = (endpoints: readonly Endpoint<never>[], path: string): string[] =>
  endpoints
    .filter((endpoint) => endpoint.path === path)
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

/** What is asked by OPTIONS, Express answers by itself. */
const refuseOtherMethods =
  (methods: string[]): RequestHandler =>
  (req, res, next) => {
    if (req.method === 'OPTIONS') return next();
    res.set('Allow', methods.join(', '));
    throw new Problem('methodNotAllowed');
  };

/** Refuses what is not JSON before anything is read from it. */
const jsonOnly: RequestHandler = (req, _res, next) => {
  if (!req.is('json')) throw new Problem('notAForm');
  next();
};

/** @throws Problem invalidRequest or what the shape names; wrongCode */
const read = ({ params, who, body }: Endpoint<never>, req: Request) => ({
  params: params ? parse(params, req.params) : {},
  code: who === 'respondent' ? codeOf(req) : null,
  body: body && parse(body, req.body),
});

function send({ answer }: Endpoint<never>, content: unknown, { req, res }: { req: Request; res: Response }) {
  res.set('Cache-Control', answer.cache ?? 'no-store');
  if (!answer.shape) return void res.status(204).end();
  res.type(answer.type ?? 'json');
  if (content instanceof PublicFile) sendPublic(req, res, content);
  else res.json(content);
}
