import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import i18next from 'i18next';
import { languageChoices } from '../../../server/core/text/language-choices';
import { languages } from '../../../server/core/text/languages';
import { viewAt } from '../../../server/http/views/engine';

const root = join(__dirname, '../../..');

function texts(language: string, feature = 'shared'): object {
  return JSON.parse(readFileSync(join(root, 'locales', language, `${feature}.json`), 'utf8'));
}

function allTexts(language: string): Record<string, object> {
  const features = readdirSync(join(root, 'locales', language)).map((name) => name.replace('.json', ''));
  return Object.fromEntries(features.map((feature) => [feature, texts(language, feature)]));
}

const translations = i18next.createInstance();
let missing: string[] = [];

beforeAll(() =>
  translations.init({
    resources: Object.fromEntries(languages.map((language) => [language, allTexts(language)])) as never,
    lng: 'kk',
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => missing.push(key),
  }),
);

beforeEach(() => {
  missing = [];
});

const hostile = `"><script>alert('x')</script>`;

const band = (label: string, from: number, to: number, isCurrent = false) => ({
  shade: 0,
  label,
  from,
  to,
  range: `${from}–${to}`,
  aloud: hostile,
  isCurrent,
});

/** Every partial with locals in which each text is hostile. */
const examples: Record<string, object> = {
  badge: { badge: { text: hostile, tone: 'urgent', icon: 'flag' } },
  'band-bar': {
    bandBar: {
      caption: hostile,
      bandLabel: hostile,
      score: 27,
      max: 64,
      note: hostile,
      bands: [band(hostile, 0, 23), band('b', 23, 32, true), band('c', 32, 45), band('d', 45, 64)],
    },
  },
  bottom: {},
  'choice-group': {
    choiceGroup: {
      id: 'sex',
      name: 'sex',
      legend: hostile,
      hint: hostile,
      error: hostile,
      choices: [{ value: hostile, label: hostile, hint: hostile, isChecked: true }],
    },
  },
  code: { groups: [hostile, 'X9QW', 'T2B4', 'RZ6H'] },
  'code-card': { codeCard: { groups: [hostile, 'X9QW', 'T2B4', 'RZ6H'], qrUrl: '/qr.svg' } },
  csrf: {},
  empty: { empty: { title: hostile, text: hostile, action: { href: '/', label: hostile } } },
  'error-summary': { errors: [{ href: '#age', text: hostile }] },
  'felt-border': {},
  field: {
    field: {
      id: 'age',
      label: hostile,
      hint: hostile,
      error: hostile,
      value: hostile,
      attributes: { title: hostile },
    },
  },
  footer: {},
  header: { formId: hostile },
  help: {},
  icon: { icon: 'check' },
  'language-switch': { formId: hostile },
  notice: { notice: { kind: 'warning', title: hostile, text: hostile } },
  ornament: { ornamentId: 'ornament' },
  pagination: { pagination: { page: 2, pages: 3, previousHref: hostile, nextHref: hostile } },
  progress: { progress: { current: 12, total: 75 } },
  question: {
    question: {
      id: 'A1',
      number: 1,
      text: hostile,
      name: 'answers[A1]',
      unclearName: 'unclear',
      error: hostile,
      options: [{ value: 0, label: hostile, isChecked: true }],
    },
  },
  'offer-tabs': { offerTabs: [{ href: hostile, label: hostile, isCurrent: true }] },
  shell: {},
  'staff-bottom': {},
  'staff-top': { title: hostile, scripts: ['staff.js'] },
  stat: { stat: { label: hostile, value: hostile, note: hostile, progress: { value: 1, max: 2 } } },
  steps: { steps: { label: hostile, items: [{ label: hostile, state: 'done' }] } },
  table: {
    table: {
      caption: hostile,
      rowHeader: true,
      columns: [{ label: hostile }, { label: hostile, isNumeric: true }],
      rows: [
        [{ text: hostile, href: hostile, badge: { text: hostile, tone: 'good' }, note: hostile }, hostile],
      ],
    },
  },
  top: { title: hostile, formId: hostile },
  wordmark: { homeUrl: '/' },
};

const paths = new Map(
  readdirSync(join(root, 'views/shared'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ejs'))
    .map((path) => [basename(path, '.ejs'), join(root, 'views/shared', path)]),
);

function render(partial: string, language: string, locals: object = {}): string {
  return viewAt(paths.get(partial)!)({
    t: translations.getFixedT(language),
    language,
    csrfToken: hostile,
    asset: (name: string) => `/assets/${name}`,
    path: `/about?x=${hostile}`,
    quickExitUrl: `https://example.org/${hostile}`,
    questionnaire: hostile,
    offers: hostile,
    offersFromAge: hostile,
    furtherHelp: [{ region: null, number: hostile, href: hostile, label: { kk: hostile, ru: hostile } }],
    firstScripts: [hostile],
    help: [{ number: '112', label: hostile, href: 'tel:112' }],
    user: { name: hostile, roleLabel: hostile },
    waitingResets: 2,
    nav: [{ href: hostile, label: hostile, isCurrent: true }],
    languages: languageChoices,
    ...examples[partial],
    ...locals,
  });
}

describe.each(languages)('in %s', (language) => {
  it.each([...paths.keys()])(
    '%s finds its texts, escapes what it is given, and has no inline script or style',
    (partial) => {
      expect(Object.keys(examples)).toContain(partial);
      const html = render(partial, language);
      expect(missing).toEqual([]);
      expect(html).not.toContain(hostile);
      expect(html).not.toMatch(/<script(?! type="module" src=)|\sstyle=|<style|\son[a-z]+="|undefined/);
    },
  );
});

it('has the same texts in both languages', () => {
  const keys = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'string' ? [`${path}${key}`] : keys(inner, `${path}${key}.`),
    );
  expect(keys(texts('ru'))).toEqual(keys(texts('kk')));
});

it('switches the language by a link that keeps the rest of the address', () => {
  const html = render('language-switch', 'kk', { formId: undefined, path: '/my?page=2&language=kk' });
  expect(html).toContain('href="/my?page=2&amp;language=ru"');
});

it('switches the language by submitting the form where there is one', () => {
  const html = render('language-switch', 'ru', { formId: 'questions' });
  expect(html).toMatch(/<button[^>]*name="switchLanguage" value="kk" form="questions"/);
  expect(html).not.toContain('<a ');
});

it('never sends a typed password back', () => {
  const field = { id: 'password', label: 'x', kind: 'password', value: 'secret' };
  expect(render('field', 'kk', { field })).not.toContain('secret');
});

it('keeps what was typed in a text area to the letter', () => {
  const field = { id: 'text', label: 'x', kind: 'textarea', value: '\n  Сәлем' };
  expect(render('field', 'kk', { field })).toMatch(/>\n\n {2}Сәлем<\/textarea>/);
});

it('lets a skipped question exclude an answer without a script', () => {
  const html = render('question', 'kk', {
    question: {
      id: 'A1',
      number: 1,
      text: 'x',
      name: 'answers[A1]',
      unclearName: 'unclear',
      options: [],
      isSkipped: true,
    },
  });
  expect(html).toMatch(/<input type="radio"[^>]* name="answers\[A1\]" value="skip" checked>/);
});
