// BSON type numbers and names for `$type`.
import { rank, rankOf } from './compare';
import { badValue } from './errors';
import { isNumeric, numericKind, toDouble } from './numbers';

const codes: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};
const numberTypes = [1, 16, 18, 19];
const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));

/** The operand of `$type` as type numbers. Error 2 for an unknown one. */
export function typeCodes(operand: unknown): number[] {
  const wanted = Array.isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw badValue('$type must match at least one type');
  return wanted.flatMap((item) => {
    if (item === 'number') return numberTypes;
    if (typeof item === 'string') {
      const code = codes[item];
      if (code === undefined) throw badValue(`Unknown type name alias: ${item}`);
      return [code];
    }
    const code = isNumeric(item) ? toDouble(item) : Number.NaN;
    if (!names.has(code)) throw badValue(`Invalid numerical type code: ${code}`);
    return [code];
  });
}

const byRank: Record<number, number> = {
  [rank.string]: 2,
  [rank.object]: 3,
  [rank.array]: 4,
  [rank.binary]: 5,
  [rank.objectId]: 7,
  [rank.boolean]: 8,
  [rank.date]: 9,
  [rank.null]: 10,
  [rank.regex]: 11,
  [rank.code]: 13,
  [rank.codeWithScope]: 15,
  [rank.timestamp]: 17,
  [rank.minKey]: -1,
  [rank.maxKey]: 127,
};

export function typeCode(value: unknown): number {
  if (isNumeric(value)) return { int: 16, long: 18, double: 1, decimal: 19 }[numericKind(value)];
  if ((value as { _bsontype?: string } | null)?._bsontype === 'BSONSymbol') return 14;
  return byRank[rankOf(value)] ?? 3;
}

export const typeName = (value: unknown): string =>
  value === undefined ? 'missing' : names.get(typeCode(value))!;

export const hasType = (value: unknown, code: number): boolean =>
  value !== undefined && typeCode(value) === code;
