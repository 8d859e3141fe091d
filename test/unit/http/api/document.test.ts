import Ajv from 'ajv/dist/2020';
import { contractOf, endpoints } from '../../../../server/api';
import { isCode } from '../../../../server/core/attempt/code';
import { checkOf } from '../../../../server/questionnaires/kinds';
import { shippedQuestionnaires } from '../../../support/questionnaires';

const questionnaires = shippedQuestionnaires();
const names = [...questionnaires.keys()];

/** As an installation would have it that publishes these. */
function contractWith(published: string[]) {
  const questionnaire = (name: string) => questionnaires.get(name) ?? questionnaires.get(names[0]!);
  const catalogue = { published: published.map((name) => ({ name })) };
  const screening = { catalogue, questionnaire } as never;
  return JSON.parse(JSON.stringify(contractOf({ screening }, 'https://self-check.example')));
}

const document = contractWith(names);
const { schemas } = document.components;

interface Place {
  path: string;
  value: unknown;
}

function* places(value: unknown, path = ''): Generator<Place> {
  yield { path, value };
  if (value !== null && typeof value === 'object')
    for (const [name, part] of Object.entries(value))
      yield* places(part, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

const all = [...places(document)];
const namedLike = (end: string) => all.filter(({ path }) => path.endsWith(end));

describe('the document of the API', () => {
  it('has every endpoint by its name under its path and method', () => {
    const written = Object.entries(endpoints).map(
      ([name, { method, path }]) => `${name}: ${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    const told = Object.entries<Record<string, { operationId?: string }>>(document.paths).flatMap(
      ([path, operations]) =>
        Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
    );
    expect(told.sort()).toEqual(written.sort());
  });

  it('refers to nothing that it does not have, and has nothing that it does not refer to', () => {
    const have = new Set(all.map(({ path }) => `#${path}`));
    const referred = new Set(namedLike('/$ref').map(({ value }) => value as string));
    expect([...referred].filter((place) => !have.has(place))).toEqual([]);
    const shapes = Object.keys(schemas).map((name) => `#/components/schemas/${name}`);
    expect(shapes.filter((place) => !referred.has(place))).toEqual([]);
  });

  it('names each path’s parameters, no more and no less', () => {
    for (const [path, operations] of Object.entries<Record<string, { parameters?: { name: string }[] }>>(
      document.paths,
    ))
      for (const { parameters = [] } of Object.values(operations))
        expect([path, parameters.map(({ name }) => name).sort()]).toEqual([
          path,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
        ]);
  });

  it('gives examples that are as it says', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', ...document });
    const examples = namedLike('/examples');
    expect(examples.length).toBeGreaterThan(10);
    for (const { path, value } of examples) {
      const place = path.slice(0, -'/examples'.length).split('/').map(encodeURIComponent).join('/');
      const validate = ajv.compile({ $ref: `api#${place}` });
      for (const example of value as unknown[])
        expect([path, example, validate(example), validate.errors]).toEqual([path, example, true, null]);
    }
    expect(schemas.Upload.properties.code.examples.filter((code: string) => !isCode(code))).toEqual([]);
  });

  it('bounds all that is sent: each text, list, number and record has its most', () => {
    const isBounded = (schema: Record<string, unknown>): boolean => {
      const has = (...keys: string[]) => keys.some((key) => key in schema);
      switch (schema.type) {
        case 'string':
          return has('maxLength', 'enum', 'pattern');
        case 'array':
          return has('maxItems');
        case 'integer':
        case 'number':
          return has('enum') || (has('minimum') && has('maximum'));
        case 'object':
          return !has('additionalProperties') || has('maxProperties');
        default:
          return true;
      }
    };
    const bodies = namedLike('/requestBody/content/application~1json/schema/$ref').map(
      ({ value }) => `/components/schemas/${String(value).split('/').at(-1)}`,
    );
    const sent = all.filter(
      ({ path, value }) =>
        (bodies.some((body) => path.startsWith(`${body}/`)) || /\/parameters\/\d+\/schema/.test(path)) &&
        typeof value === 'object' &&
        !/\/(examples|required|enum)/.test(path),
    );
    expect(bodies).toHaveLength(6);
    expect(sent.filter(({ value }) => !isBounded(value as never)).map(({ path }) => path)).toEqual([]);
  });

  it('quotes a problem in the words that readers get', () => {
    const [{ code, title, detail }] = schemas.Problem.examples;
    expect(require('../../../../locales/ru/problems.json')[code]).toEqual({ title, detail });
  });

  it('knows the result of each questionnaire that is published, by its own scales, labels, flags and points', () => {
    const [name] = names as [string];
    const { Result, ...others } = contractWith([name, 'other/v2']).components.schemas;
    const first = `Result.${name.replace('/', '.')}`;
    expect(Result.anyOf).toEqual([
      { $ref: `#/components/schemas/${first}` },
      { $ref: '#/components/schemas/Result.other.v2' },
    ]);
    const { definition } = questionnaires.get(name)!;
    const { scales, flags, quality } = others[first].properties;
    expect(scales.required).toEqual(Object.keys(definition.scales));
    const labels = Object.entries<{ properties: { label?: { enum: string[] } } }>(scales.properties).map(
      ([scale, { properties }]) => [scale, properties.label?.enum ?? []],
    );
    expect(labels).toEqual(
      Object.entries(definition.scales).map(([scale, rules]) => [scale, checkOf(rules).labelsOf(rules)]),
    );
    expect(flags.items.enum).toEqual(definition.flags.map(({ flag }) => flag));
    expect(quality.properties.reasons.items.enum).toEqual(
      definition.quality.points.map(({ point }) => point),
    );
  });
});
