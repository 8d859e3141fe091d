/** Reads YAML against a schema; every problem is reported with its line. */
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { issueReason, meantIssues } from './issue-reason';
import { reservedReason } from './rules/reserved-names';
import { type YamlFault, yamlFaults } from './yaml-faults';

export type Report = (line: number, reason: string) => void;

/** Offset of the innermost key or list entry on the path that the document has. */
const offsetOf = (document: Document, path: PropertyKey[]): number => {
  let node: unknown = document.contents;
  let offset = 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!pair) return offset;
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const entry = node.items[Number(segment)];
      if (!entry) return offset;
      offset = (entry as { range?: number[] }).range?.[0] ?? offset;
      node = entry;
    } else return offset;
  }
  return offset;
};

/** Offset of the first `*name` that stands for something else of the text. */
function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias(_key, { range }) {
      offset = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** A key that a schema loses without a word; other names of this kind meet the shape of an id. */
const lostKey = '__proto__';

function lostKeys(document: Document): YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && key.value === lostKey)
        faults.push({ offset: key.range?.[0] ?? 0, reason: reservedReason(lostKey) });
    },
  });
  return faults;
}

export interface YamlFile<Content> {
  content: Content;
  /** The line of the innermost part of a path that the file has. */
  lineOf: (path: PropertyKey[]) => number;
}

/** The typed content, or undefined after every problem was reported. `firstLine` is where the text starts in its file. */
export function readYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  report: Report,
  firstLine = 1,
): YamlFile<z.output<S>> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: PropertyKey[]) => lineAt(offsetOf(document, path));
  const faults = yamlFaults(document);
  const lost = lostKeys(document);
  for (const { offset, reason } of [...faults, ...lost]) report(lineAt(offset), reason);
  if (faults.length > 0) return undefined;
  let content: unknown;
  try {
    content = document.toJS();
  } catch {
    report(lineAt(firstAlias(document)), 'a *name stands for what is nowhere named, or for far too much');
    return undefined;
  }
  const parsed = schema.safeParse(content, { error: issueReason, reportInput: true });
  if (parsed.success) return lost.length > 0 ? undefined : { content: parsed.data, lineOf };
  for (const issue of parsed.error.issues.flatMap(meantIssues)) {
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    report(lineOf([...issue.path, ...unknownKey]), place + issue.message);
  }
  return undefined;
}
