/**
 * What a command asks of a store, name by name: the command, its options, the operators with the types of their operands,
 * the ways in which paths are written, the kinds of indexes, the types of stored values.
 */
import type { Document } from 'bson';

/** What the driver gives to every command, the tables' own as well. */
const envelope = ['$db', 'lsid'];

export function shapesOf(command: Document): string[] {
  const body = { ...command };
  const [name] = Object.keys(body) as [string];
  for (const field of [name, ...envelope]) delete body[field];
  return [...new Set([name, ...optionShapes(name, body)])];
}

/** How to look into the options and fields that hold more than a value. */
const readers: Record<string, (value: Document) => string[]> = {
  filter: filterShapes,
  query: filterShapes,
  q: filterShapes,
  projection: projectionShapes,
  sort: sortShapes,
  documents: (documents) => documents.flatMap(valueShapes),
  update: updateShapes,
  u: updateShapes,
  updates: (statements) => statements.flatMap((one: Document) => optionShapes('update.updates', one)),
  deletes: (statements) => statements.flatMap((one: Document) => optionShapes('delete.deletes', one)),
  indexes: (specifications) => specifications.flatMap((one: Document) => optionShapes('index', one)),
  key: keyShapes,
  cursor: (cursor) => optionShapes('aggregate.cursor', cursor),
  pipeline: (stages) => stages.flatMap(stageShapes),
};

function optionShapes(place: string, options: Document): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const isSwitch = typeof value === 'boolean';
    return [`${place}.${name}${isSwitch ? ` ${value}` : ''}`, ...(readers[name]?.(value) ?? [])];
  });
}

/** As BSON writes it: the driver says what it is given, before it is written. */
function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return isInt32(value) ? 'Int32' : 'Double';
  if (typeof value === 'bigint') return 'Long';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'BSONRegExp';
  if (ArrayBuffer.isView(value)) return 'Binary';
  return (value as { _bsontype?: string })._bsontype ?? 'document';
}

const isInt32 = (value: number) => value === (value | 0) && !Object.is(value, -0);

interface Storable {
  toBSON?(): unknown;
}

const isDocument = (value: unknown): value is Document => typeOf(value) === 'document';
const operatorsOf = (value: unknown): [string, unknown][] =>
  isDocument(value) && Object.keys(value)[0]?.startsWith('$') ? Object.entries(value) : [];

function valueShapes(given: unknown): string[] {
  const value = (given as Storable | null | undefined)?.toBSON?.() ?? given;
  const within = Array.isArray(value) || isDocument(value) ? Object.values(value) : [];
  return [`value ${typeOf(value)}`, ...within.flatMap(valueShapes)];
}

function pathShapes(place: string, path: string): string[] {
  if (!path.includes('.')) return [];
  return [`${place} ${/\.\d/.test(path) ? 'at a.0' : 'at a.b'}`];
}

function filterShapes(filter: Document): string[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path.startsWith('$'))
      return [`filter ${path}`, ...[condition].flat().filter(isDocument).flatMap(filterShapes)];
    const operators = operatorsOf(condition);
    const tests = operators.length ? operators : [['equality', condition] as const];
    return [
      ...pathShapes('filter', path),
      ...tests.flatMap(([name, operand]) =>
        operandTypes(name, operand).map((type) => `filter ${name} ${type}`),
      ),
    ];
  });
}

function operandTypes(operator: string, operand: unknown): string[] {
  if (operator === '$exists') return [String(operand)];
  if (operator !== '$in' || !Array.isArray(operand)) return [typeOf(operand)];
  return operand.length ? operand.map((item) => `[${typeOf(item)}]`) : ['[]'];
}

function projectionShapes(projection: Document): string[] {
  return Object.entries(projection).flatMap(([path, value]) => {
    const [operator] = operatorsOf(value)[0] ?? [Number(value) || value === true ? 'in' : 'out'];
    return [`projection ${operator}`, ...pathShapes(`projection ${operator}`, path)];
  });
}

/** The driver keeps their order in a map. */
type Directions = Document | Map<string, unknown>;

function sortShapes(sort: Directions): string[] {
  return directionShapes('sort', 'sort by several fields', sort);
}

function keyShapes(key: Directions): string[] {
  return directionShapes('index', 'index of several fields', key);
}

function directionShapes(place: string, several: string, given: Directions): string[] {
  const directions = given instanceof Map ? [...given] : Object.entries(given);
  return [
    ...directions.map(([, direction]) => `${place} ${direction}`),
    ...(directions.length > 1 ? [several] : []),
    ...directions.flatMap(([path]) => pathShapes(place, path)),
  ];
}

function updateShapes(update: Document): string[] {
  if (Array.isArray(update)) return ['update by a pipeline'];
  if (operatorsOf(update).length === 0) return ['update by a replacement', ...valueShapes(update)];
  return Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(fields as Document).flatMap(([path, operand]) => {
      const [modifier] = operatorsOf(operand)[0] ?? [typeOf(operand)];
      const detail = operator === '$inc' || operator === '$push' ? ` ${modifier}` : '';
      return [
        `update ${operator}${detail}`,
        ...pathShapes(`update ${operator}`, path),
        ...valueShapes(operand),
      ];
    }),
  );
}

function stageShapes(stage: Document): string[] {
  return Object.entries(stage).flatMap(([name, operand]) => {
    if (name === '$match') return ['stage $match', ...filterShapes(operand)];
    if (name !== '$group') return [`stage ${name}`];
    const { _id, ...sums } = operand;
    const accumulators = Object.values(sums).flatMap((one) => operatorsOf(one));
    return [
      'stage $group',
      ...expressionShapes(_id),
      ...accumulators.flatMap(([operator, value]) => [`accumulator ${operator}`, ...expressionShapes(value)]),
    ];
  });
}

function expressionShapes(expression: unknown): string[] {
  if (typeof expression === 'string' && expression.startsWith('$'))
    return [`expression field${expression.includes('.') ? ' at a.b' : ''}`];
  const [[operator, operands]] = [operatorsOf(expression)[0] ?? []] as [[string?, unknown?]];
  if (operator === undefined) return [`expression ${typeOf(expression)}`];
  return [`expression ${operator}`, ...[operands].flat().flatMap(expressionShapes)];
}
