/** The contract with phones as an OpenAPI 3.1 document; shapes of requests come from the schemas that check them. */
import { z } from 'zod';
import { bands } from '../core/definition/types';
import { problemStatus } from '../shared/problems';
import { profileSchema, satisfactionSchema, uploadSchema } from './attempt.schema';

const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (description: string, schema?: object) => ({
  description,
  ...(schema ? { content: json(schema) } : {}),
});
const fhirResource = (description: string, page: string) => ({
  description,
  content: {
    'application/fhir+json': {
      schema: { type: 'object', externalDocs: { url: `http://hl7.org/fhir/R4/${page}.html` } },
    },
  },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const object = (properties: Record<string, object>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const number = { type: 'number' };
const integer = { type: 'integer' };
const orNull = (schema: object) => ({ oneOf: [schema, { type: 'null' }] });
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });

const sumScale = {
  score: { ...orNull(number), description: 'Unrounded; null when too many answers are missing' },
  max: integer,
  band: orNull(oneOf(...bands)),
  label: oneOf('littleHarm', 'harmUnknown', 'noGaming', 'noGambling', 'underAgePlay'),
  answered: integer,
  missing: integer,
};
const level = (...levels: string[]) => orNull(oneOf(...levels));

const resultSchema = object({
  scales: object({
    A: object(sumScale, ['label']),
    B: object(sumScale, ['label']),
    C: object(sumScale, ['label']),
    D: object(
      {
        ...sumScale,
        bandUpper: orNull(oneOf(...bands)),
        criteria: orNull(integer),
        loot: oneOf('none', 'tip', 'moderateTip'),
      },
      ['label'],
    ),
    E: object({
      victim: level('none', 'occasional', 'repeated', 'severe'),
      aggressor: level('none', 'occasional', 'repeated'),
    }),
    F: object({
      score: orNull(number),
      max: integer,
      level: level('usual', 'reduced', 'low'),
      distress: level('usual', 'raised'),
    }),
    G: object({
      score: orNull(number),
      max: integer,
      percent: orNull(number),
      level: level('few', 'some', 'strong'),
    }),
  }),
  overall: object({ band: orNull(oneOf(...bands)), high: integer }),
  flags: { type: 'array', items: { type: 'string' } },
  quality: object({
    points: integer,
    verdict: oneOf('valid', 'doubtful', 'excluded'),
    reasons: { type: 'array', items: { type: 'string' } },
    timed: { type: 'boolean' },
  }),
});

const savedSchema = object({ sequence: integer, submitted: { type: 'boolean' }, result: ref('Result') }, [
  'result',
]);

const problemSchema = object(
  {
    type: { type: 'string' },
    title: { type: 'string' },
    status: integer,
    detail: { type: 'string' },
    code: oneOf(...Object.keys(problemStatus)),
    requestId: { type: 'string' },
    fields: { type: 'array', items: { type: 'string' }, description: 'The members that cannot be taken' },
    stored: { type: 'object', description: 'With answersConflict: the stored copy, to be merged per answer' },
  },
  ['fields', 'stored'],
);

const text = { type: 'string' };
const map = (schema: object) => ({ type: 'object', additionalProperties: schema });

const questionnaireFileSchema = object({
  hash: { ...text, description: 'Of the definition and both languages’ sentences' },
  language: oneOf('kk', 'ru'),
  definition: { type: 'object', description: 'Pages, items and every rule of routing, scoring and feedback' },
  texts: { type: 'object', description: 'Every sentence in the language, typeset' },
});

const recommendationsSchema = object({
  recommendations: {
    ...map(object({ id: text, version: integer, title: text, body: text, byAge: map(text) }, ['byAge'])),
    description: 'By id, typeset; the body is Markdown, `byAge` has a paragraph for each age group',
  },
});

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
  description: 'A random UUID (v4, lower case) made by the phone',
};
const questionnaireParameters = [
  { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'self-diagnosis' },
  { name: 'version', in: 'path', required: true, schema: { type: 'string' }, example: 'v1' },
];
const languageParameter = {
  name: 'language',
  in: 'path',
  required: true,
  schema: oneOf('kk', 'ru'),
};
const nothingFound = problem('Nothing with this id and code');
const erased = problem('Erased; this id is never taken again');
const tooMany = problem('Too many requests from this address');

/** Paths and shapes that join the contract: another feature’s, or those of class mode. */
export interface ApiPart {
  paths: Record<string, object>;
  schemas: Record<string, object>;
}

export function openApiDocument(publicUrl: string, more: ApiPart[]) {
  const document = screeningDocument(publicUrl);
  const paths: Record<string, object> = { ...document.paths };
  for (const [path, operations] of more.flatMap((part) => Object.entries(part.paths)))
    paths[path] = { ...operations, ...paths[path] };
  const { components } = document;
  const schemas = Object.assign({}, components.schemas, ...more.map((part) => part.schemas));
  return { ...document, components: { ...components, schemas }, paths };
}

function screeningDocument(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Self-check',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Texts of problems follow Accept-Language (kk, ru). Nothing here needs a cookie: whoever holds the code may read and change.',
    },
    servers: [{ url: publicUrl }],
    components: {
      securitySchemes: {
        code: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Authorization: Code <code>`',
        },
      },
      schemas: {
        Upload: z.toJSONSchema(uploadSchema, { io: 'input', target: 'draft-2020-12' }),
        Profile: z.toJSONSchema(profileSchema, { io: 'output', target: 'draft-2020-12' }),
        Feedback: z.toJSONSchema(satisfactionSchema, { io: 'input', target: 'draft-2020-12' }),
        Result: resultSchema,
        Saved: savedSchema,
        QuestionnaireFile: questionnaireFileSchema,
        Recommendations: recommendationsSchema,
        Problem: problemSchema,
      },
    },
    paths: {
      '/api/attempts/{id}': {
        parameters: [idParameter],
        put: {
          summary: 'Start, save or submit an attempt',
          description:
            'Idempotent. A lower sequence, or the same with the same content, changes nothing. After submission the body is ignored. A campaign that ended takes no attempt without answers; an attempt with answers is always taken.',
          requestBody: { required: true, content: json(ref('Upload')) },
          responses: {
            200: answer('What is stored', ref('Saved')),
            400: problem('Malformed, an unknown questionnaire or an answer outside the options'),
            404: problem('The id belongs to another code, or the campaign is unknown'),
            409: problem('Other content under the same sequence, or the campaign is not open'),
            410: erased,
            413: problem('Too large'),
            415: problem('Not JSON'),
            422: problem('Younger than 13; nothing is stored'),
            429: tooMany,
          },
        },
        get: {
          summary: 'The stored copy',
          security: [{ code: [] }],
          responses: {
            200: answer('The stored copy', {
              allOf: [
                ref('Saved'),
                {
                  type: 'object',
                  description: 'and the members of the upload, its moments, `isTryOut` and `feedback`',
                },
              ],
            }),
            404: nothingFound,
            410: erased,
            429: tooMany,
          },
        },
      },
      '/api/attempts/{id}/feedback': {
        parameters: [idParameter],
        post: {
          summary: 'How satisfied the person is; idempotent, after submission',
          security: [{ code: [] }],
          requestBody: { required: true, content: json(ref('Feedback')) },
          responses: {
            204: answer('Stored'),
            400: problem('Malformed'),
            404: nothingFound,
            409: problem('Not submitted yet'),
            410: erased,
            415: problem('Not JSON'),
            429: tooMany,
          },
        },
      },
      '/api/attempts/{id}/recommendations/{language}.json': {
        parameters: [idParameter, languageParameter],
        get: {
          summary: 'The recommendations that this attempt’s result showed, in the versions that it showed',
          security: [{ code: [] }],
          responses: {
            200: answer('Never kept', ref('Recommendations')),
            404: nothingFound,
            409: problem('Not submitted yet'),
            410: erased,
            429: tooMany,
          },
        },
      },
      '/api/attempts/{id}/fhir': {
        parameters: [idParameter],
        get: {
          summary: 'The stored copy as an HL7 FHIR R4 QuestionnaireResponse',
          description:
            'Answers with their weights and nothing else of the person. A skipped question has an answer without a value and `asked-declined` as the reason; closed questions and those not reached are left out.',
          security: [{ code: [] }],
          responses: {
            200: fhirResource('In the language of the attempt', 'questionnaireresponse'),
            404: nothingFound,
            410: erased,
            429: tooMany,
          },
        },
      },
      '/api/questionnaires/{id}/{version}/fhir.json': {
        parameters: questionnaireParameters,
        get: {
          summary: 'A published questionnaire as an HL7 FHIR R4 Questionnaire',
          responses: {
            200: fhirResource('With an ETag; in Kazakh, with translations', 'questionnaire'),
            304: answer('Unchanged'),
            400: problem('Unknown questionnaire or version'),
          },
        },
      },
      '/api/questionnaires/{id}/{version}/{language}.json': {
        parameters: [...questionnaireParameters, languageParameter],
        get: {
          summary: 'A published questionnaire: all that a phone needs to ask and to score',
          responses: {
            200: answer('With an ETag', ref('QuestionnaireFile')),
            304: answer('Unchanged'),
            400: problem('Unknown questionnaire or version'),
            404: problem('Unknown language'),
          },
        },
      },
      '/api/questionnaires/{id}/{version}/{language}/{part}.json': {
        parameters: [
          ...questionnaireParameters,
          languageParameter,
          { name: 'part', in: 'path', required: true, schema: { enum: ['questions', 'results'] } },
        ],
        get: {
          summary: 'The same in two parts: what is asked, and what is made of the answers',
          responses: {
            200: answer('With an ETag', ref('QuestionnaireFile')),
            304: answer('Unchanged'),
            400: problem('Unknown questionnaire or version'),
            404: problem('Unknown language'),
          },
        },
      },
      '/api/questionnaires/{id}/{version}/{language}/recommendations.json': {
        parameters: [...questionnaireParameters, languageParameter],
        get: {
          summary: 'Every recommendation that a result can bring, in the versions that are shown now',
          responses: {
            200: answer('With an ETag', ref('Recommendations')),
            304: answer('Unchanged'),
            400: problem('Unknown questionnaire or version'),
            404: problem('Unknown language'),
          },
        },
      },
    },
  };
}
