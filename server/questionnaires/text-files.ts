/** Recommendations and guides: one Markdown file a text and language, with a YAML head. */
import { join } from 'node:path';
import {
  type TextContent,
  type TextFault,
  type TextKind,
  type TextRules,
  textFaults,
} from '../core/feedback/text-content';
import { unseenShown } from '../core/text/prose';
import { textHeadSchemas } from './schema/texts.schema';
import { namesIn, readSource } from './source-file';
import { faultReason } from './text-faults';
import { type Report, readYaml } from './yaml-file';

/** A text as it is shipped; in the library it becomes a version that waits for the lead psychologist's agreement. */
export interface ShippedText extends TextContent {
  id: string;
  kind: TextKind;
  /** The author's role. */
  role: 'psychologist' | 'lead';
  /** When it was written, `2026-01-31`. */
  date: string;
}

export interface TextFolder {
  kind: TextKind;
  /** Of the texts that must be there. */
  ids: string[];
  folder: string;
  rules: TextRules;
}

export function readTextFiles(
  { kind, ids, folder, rules }: TextFolder,
  reportOn: (file: string) => Report,
): Record<string, ShippedText> {
  const found = namesIn(folder, (_, reason) => reportOn('.')(1, reason))?.filter((name) =>
    name.endsWith('.md'),
  );
  if (!found) return {};
  for (const id of ids) if (!found.includes(`${id}.md`)) reportOn(`${id}.md`)(1, missing[kind]);
  const texts: Record<string, ShippedText> = {};
  for (const file of found) {
    const id = file.slice(0, -'.md'.length);
    const report = reportOn(file);
    if (!ids.includes(id)) report(1, unknown[kind]);
    const text = readSource(join(folder, file), report);
    const read = text === undefined ? undefined : readTextFile({ id, kind }, text, rules, report);
    if (read) texts[id] = read;
  }
  return texts;
}

const missing: Record<TextKind, string> = {
  recommendation: 'the text is missing, a result can bring it',
  guide: 'the text is missing, the definition lists it',
};
const unknown: Record<TextKind, string> = {
  recommendation: 'no result brings this text',
  guide: 'the definition lists no such guide',
};

function readTextFile(
  { id, kind }: { id: string; kind: TextKind },
  text: string,
  rules: TextRules,
  report: Report,
): ShippedText | undefined {
  const parts = /^---\r?\n([\s\S]*?\n)---\r?\n([\s\S]*)$/.exec(text);
  if (!parts) {
    report(1, 'the file must start with a head between two lines of ---');
    return undefined;
  }
  const [, head = '', body = ''] = parts;
  const read = readYaml(head, textHeadSchemas[kind], report, 2);
  if (!read) return undefined;
  const shipped = { id, kind, ...read.content, body: body.trim() } as ShippedText;
  const bodyLine = text.slice(0, text.length - (body.trimStart() || body).length).split('\n').length;
  for (const fault of textFaults(shipped, { ...rules, kind, id })) {
    const isInBody = fault.place === 'body';
    const line = isInBody ? bodyLine + lineIn(shipped.body, fault) : read.lineOf(fault.place.split('.'));
    report(line, isInBody ? faultReason(fault) : `${fault.place}: ${faultReason(fault)}`);
  }
  return shipped;
}

/** On which line of the text the fault stands, from 0; 0 for one of the whole text. */
function lineIn(text: string, fault: TextFault): number {
  if (fault.code === 'markdown') return fault.line - 1;
  const part = 'sentence' in fault ? fault.sentence : 'word' in fault ? fault.word : '';
  return Math.max(
    0,
    text.split('\n').findIndex((line) => line.includes(part) || unseenShown(line).includes(part)),
  );
}
