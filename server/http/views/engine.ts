/** Express's engine for the views: each file is compiled once, by the rules of template.ts. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { escapeHtml, type Locals, lack, type View, viewFrom } from '../../core/text/view';
import { functionBody } from './function-body';
import { readTemplate } from './template';

const compiled = new Map<string, View>();

const parameters = ['locals', 'include', 'escapeHtml', 'lack', 'partAt'];

/** @param path of the file */
export function viewAt(path: string): View {
  const known = compiled.get(path);
  if (known) return known;
  const template = readTemplate(readFileSync(path, 'utf8'), path);
  const code = functionBody(template, (part) => `partAt('${part}')`);
  const body = compileFunction(`'use strict'; ${code}`, parameters, { filename: path });
  const partAt = (part: string) => viewAt(join(dirname(path), `${part}.ejs`));
  const view = viewFrom((locals, include) => body(locals, include, escapeHtml, lack, partAt));
  compiled.set(path, view);
  return view;
}

export function viewEngine(
  path: string,
  locals: object,
  done: (error: unknown, html?: string) => void,
): void {
  try {
    done(null, viewAt(path)(locals as Locals));
  } catch (error) {
    done(error);
  }
}
