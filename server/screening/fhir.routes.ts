/** The questionnaire and an attempt as HL7 FHIR R4 resources, for other health systems; documented at /api/openapi.json. */
import { Router } from 'express';
import { codeOf } from '../http/api/code';
import type { Web } from '../http/web';
import { fhirQuestionnaire } from '../questionnaires/fhir/questionnaire';
import { fhirQuestionnaireResponse } from '../questionnaires/fhir/response';
import type { Exported } from '../questionnaires/fhir/terms';
import { idOf, questionnaireMaxAgeSeconds, reads } from './api-request';
import type { ScreeningService } from './screening.service';

const fhirJson = 'application/fhir+json';

export function fhirRoutes({ screening }: { screening: ScreeningService }, web: Web): Router {
  const router = Router();
  const { publicUrl } = web.config;
  const exported = (name: string): Exported => ({ ...screening.questionnaire(name), publicUrl });

  const bodies = new Map<string, string>();
  router.get('/api/questionnaires/:id/:version/fhir.json', (req, res) => {
    const name = `${req.params.id}/${req.params.version}`;
    const body = bodies.get(name) ?? JSON.stringify(fhirQuestionnaire(exported(name)));
    bodies.set(name, body);
    res.set('Cache-Control', `public, max-age=${questionnaireMaxAgeSeconds}`).type(fhirJson).send(body);
  });

  router.get('/api/attempts/:id/fhir', web.limit(reads), async (req, res) => {
    const attempt = await screening.getAttempt({ id: idOf(req), code: codeOf(req) });
    const resource = fhirQuestionnaireResponse(exported(attempt.questionnaire), attempt);
    res.set('Cache-Control', 'no-store').type(fhirJson).json(resource);
  });

  return router;
}
