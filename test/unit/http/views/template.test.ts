import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { viewsFolder } from '../../../../server/config';
import type { Locals } from '../../../../server/core/text/view';
import { viewAt } from '../../../../server/http/views/engine';
import { functionBody } from '../../../../server/http/views/function-body';
import { readTemplate } from '../../../../server/http/views/template';
import { quickFolder } from '../../../support/quick-folder';

let folder: string;
beforeAll(() => {
  folder = quickFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** @returns the path of a new view */
function written(source: string): string {
  count += 1;
  const path = join(folder, `view-${count}.ejs`);
  writeFileSync(path, source);
  return path;
}

const t = (key: string) => `[${key}]`;
const draw = (source: string, locals: Locals = {}) =>
  viewAt(written(source))({ t, language: 'kk', ...locals });

describe('a view', () => {
  it('prints escaped, as it is, by code, and no comment', () => {
    const source =
      '<%# not this %><%@ { names, html } %><p><% for (const one of names) { %><%= one %>,<% } %></p><%- html %>';
    expect(draw(source, { names: ['a&b', `<"'>`], html: '<br>' })).toBe(
      '<p>a&amp;b,&lt;&#34;&#39;&gt;,</p><br>',
    );
  });

  it('knows its words and its language without being told to take them', () => {
    expect(draw(`<p lang="<%= language %>"><%= t('a:b') %></p>`)).toBe('<p lang="kk">[a:b]</p>');
  });

  it('leaves out indentation and lines with nothing but code, and keeps every other line', () => {
    const source = [
      '<%# One.',
      '    Two. %>',
      '<%@ { isWide }: { isWide: boolean } %>',
      '<div>',
      '  <p>',
      '    one',
      '  <% if (isWide) { %>  <%# so %>  ',
      '    <b>two</b>',
      '  <% } %>',
      '  </p>',
      '',
      '</div>',
      '',
    ].join('\n');
    expect(draw(source, { isWide: true })).toBe('<div>\n<p>\none\n<b>two</b>\n</p>\n</div>');
    expect(draw(source, { isWide: false })).toBe('<div>\n<p>\none\n</p>\n</div>');
  });

  it('keeps what is printed to the letter', () => {
    expect(draw('<%@ { text } %><textarea>\n<%= text %></textarea>', { text: '\n  a\n\n b ' })).toBe(
      '<textarea>\n\n  a\n\n b </textarea>',
    );
    expect(draw('"\\n`$1`\\"')).toBe('"\\n`$1`\\"');
  });

  it('hands its parts all that it has, and more', () => {
    const part = written('<%@ { one, two } %><%= one %><%= two %>').slice(folder.length + 1, -'.ejs'.length);
    expect(draw(`<%- include('${part}', { two: 2 }) %>`, { one: 1, two: 'not this' })).toBe('12');
  });

  it('is not drawn without a name that it takes, whatever it does with it', () => {
    const source = `<%@ { title, note = 'none' }: Locals %><% if (false) { %><%= title %><% } %><%= note %>`;
    expect(() => draw(source)).toThrow('a view was not given "title"');
    expect(() => draw(source, { title: undefined })).toThrow('a view was not given "title"');
    expect(draw(source, { title: '' })).toBe('none');
  });

  it('finds no name that it does not take, though it was given one', () => {
    expect(() => draw('<%= title %>', { title: 'x' })).toThrow('title is not defined');
  });

  it('tells in which file and on which line it failed', () => {
    const path = written(
      '<%# One\n    two %>\n<%@ { one }: {\n  one: string } %>\n<p>\n  <%= one.two.three %>\n</p>',
    );
    let stack = '';
    try {
      viewAt(path)({ one: '' });
    } catch (error) {
      stack = (error as Error).stack ?? '';
    }
    expect(stack).toContain(`${path}:6:`);
  });

  it.each([
    ['an open tag', '<p><%= one </p>'],
    ['a tag closed twice', '<p><%= one %> %></p>'],
    ['whitespace control', '<% one -%>'],
    ['a mark of its own', '<%% one %>'],
    ['names that are taken late', '<p><%@ { one } %></p>'],
    ['names that are taken twice', '<%@ { one } %><%@ { two } %>'],
    ['names without braces', '<%@ one %>'],
    ['a part by a name that is made', '<%- include(one) %>'],
  ])('is refused with %s', (_what, source) => {
    expect(() => readTemplate(source, 'views/odd.ejs')).toThrow(/^views\/odd\.ejs: /);
  });

  it('leaves out a part that draws nothing, with its line', () => {
    const template = readTemplate("<p>\n  <%- include('csrf', { a: 1 }) %>\n</p><%- include('b') %>", 'x');
    const body = functionBody(template, (part) => (part === 'csrf' ? null : `part_${part}`));
    const draws = new Function('locals', 'include', 'part_b', body);
    expect(draws({}, (part: string) => part, 'B')).toBe('<p>\n</p>B');
    expect(body).not.toContain('csrf');
  });
});

const parametersOfViews = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ejs'))
  .flatMap((view) => {
    const { names } = readTemplate(readFileSync(join(viewsFolder, view), 'utf8'), view);
    const needed = names.filter((name) => !name.includes('='));
    return needed.map((name) => ({ view, name, others: needed.filter((one) => one !== name) }));
  });

it.each(parametersOfViews)('$view is not drawn without "$name"', ({ view, name, others }) => {
  const locals = Object.fromEntries(others.map((one) => [one, {}]));
  expect(() => viewAt(join(viewsFolder, view))(locals)).toThrow(`a view was not given "${name}"`);
});
