/** The same page drawn twice from the same facts: by the server with i18next, and as the phone draws it. */
import { join } from 'node:path';
import { helpView } from '../../../server/core/pages/help.view';
import { languageChoices } from '../../../server/core/text/language-choices';
import { type Language, languages } from '../../../server/core/text/languages';
import { loadTexts } from '../../../server/http/language/i18n';
import { viewAt } from '../../../server/http/views/engine';
import { recommendationsView } from '../../../server/screening/api/attempts/attempt.view';
import { projectRoot } from '../../../server/shared/project-root';
import type { Part } from '../../../views/client/phone/network/texts';
import type { Drawing } from '../../../views/client/phone/pages/page';
import { shipped } from '../questionnaires';
import { phoneBundle, runBundle } from './phone-bundle';

export const origin = 'https://test.example.org';
export const name = 'self-diagnosis/v1';
export const questionnaire = shipped;
const { recommendations } = questionnaire;

/** A text that is missing ends the test. */
const texts = loadTexts(join(projectRoot, 'locales'), (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});
export const serverReader = (language: Language) => ({ language, t: texts.for(language) });

/** The library as it is shipped. */
export const versions = Object.fromEntries(
  Object.keys(recommendations.kk).map((id) => [
    id,
    { id, version: 1, contents: { kk: recommendations.kk[id]!, ru: recommendations.ru[id]! } },
  ]),
);

/** As it comes over the wire. */
export const sent = <T>(content: T): T => JSON.parse(JSON.stringify(content));

/** Of the page or the shell that the phone draws in. */
export const phoneBody: { dataset: Record<string, string> } = { dataset: {} };

export const phone = runBundle<typeof import('./phone-pages')>(
  phoneBundle('test/support/phone/phone-pages.ts'),
  {
    location: { origin },
    document: { addEventListener() {}, body: phoneBody },
    fetch: async (path: string) => {
      const pathOf = (one: Language) => `/api/questionnaires/${name}/${one}/recommendations.json`;
      const language = languages.find((one) => path === pathOf(one))!;
      return Response.json(recommendationsView(versions as never, language));
    },
  },
);

export type PhoneReader = ReturnType<typeof phone.readerWith>;

export interface Drawn {
  /** Of the server. */
  view: string;
  /** What the server fills it with. */
  server: object;
  phone: Drawing;
}

const blocks =
  'form|main|div|section|ul|ol|li|p|h\\d|dl|dt|dd|nav|header|footer|details|summary|fieldset|legend|input|label|button|select|option|progress|article|hr|svg|rect|path|a';

/**
 * As a browser draws it, line by line: space is space, but for what is typed and what keeps its line breaks. The token of
 * the forms is the server's alone.
 */
function seen(html: string) {
  const asItIs = [...html.matchAll(/(?:<textarea[^>]*>|class="letter-body"[^>]*>)([^<]*)/g)];
  const page = html
    .replaceAll(/<input type="hidden" name="_csrf"[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(new RegExp(` ?(</?(?:${blocks})\\b[^>]*>) ?`, 'g'), '\n$1\n')
    .split('\n')
    .filter((line) => line !== '');
  return { page, asItIs: asItIs.map(([, text]) => text) };
}

function onServer(view: string, language: Language, locals: object): string {
  const reader = serverReader(language);
  const html = viewAt(join(projectRoot, 'views', `${view}.ejs`))({
    ...{ ...reader, csrfToken: 'token', asset: (file: string) => `/assets/${file}`, path: '/' },
    ...{ quickExitUrl: 'https://example.org', questionnaire: name, offers: null, help: helpView(reader) },
    ...{ offersFromAge: 0, furtherHelp: [] },
    languages: languageChoices,
    firstScripts: [],
    ...locals,
  });
  return /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
}

/** @param parts of the interface's texts that the phone has by then, and no others */
export async function expectSame(
  language: Language,
  parts: Part[],
  draw: (reader: PhoneReader) => Drawn | Promise<Drawn>,
): Promise<void> {
  const reader = phone.readerWith(language, parts);
  const { view, server, phone: drawing } = await draw(reader);
  const expected = seen(onServer(view, language, server));
  expect(expected.page.length).toBeGreaterThan(3);
  const { locals, hideFooterHelp = false } = drawing;
  const common = { ...reader, help: phone.helpView(reader), hideFooterHelp };
  expect(seen(drawing.view({ ...common, ...locals }))).toEqual(expected);
}

/** Whose code, to be shown. */
export const card = {
  groups: ['7K3M', 'X9QW', 'T2B4', 'RZ6H'],
  qrSvg: '<svg><path d="M0 0h1v1h-1z"/></svg>',
  qrRows: '10 01',
};
