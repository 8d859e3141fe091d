import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { loadQuestionnaires } from '../../../server/questionnaires';
import { loadDangerWords } from '../../../server/questionnaires/danger-words';
import { projectRoot } from '../../../server/shared/project-root';
import { questionnaireFolder } from '../../support/questionnaire-folder';
import { quickFolder } from '../../support/quick-folder';

const own = join('evening-rest', 'v1');

const { folder, fileOf, problems } = questionnaireFolder('evening-rest/v1', (place) => {
  const shipped = join(projectRoot, 'test', 'questionnaires', 'evening-rest');
  cpSync(shipped, join(place, 'evening-rest'), { recursive: true });
});

/** Rights say nothing to the superuser, as whom these tests may run. */
function withoutPrivileges<T>(act: () => T): T {
  if (process.getuid?.() !== 0) return act();
  chmodSync(folder(), 0o755);
  process.seteuid?.(65534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

/** In place of the file. */
const instead = (name: string, make: (path: string) => void) => {
  rmSync(fileOf(name), { recursive: true, force: true });
  make(fileOf(name));
};

/** As a Russian Windows saves what is called “ANSI” there. */
const inWindows1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code < 0x80 ? code : 0x3f;
    }),
  );

const files = [
  'definition.yaml',
  'ru.yaml',
  'forbidden.yaml',
  'recommendations/ru/rest-high.md',
  'claims.yaml',
  'published.json',
];

describe('a text that was not saved as UTF-8', () => {
  const letters = 'Save the file as UTF-8';

  it('is refused on the line that holds the first wrong letter', () => {
    const text = readFileSync(fileOf('ru.yaml'), 'utf8');
    writeFileSync(fileOf('ru.yaml'), inWindows1251(text));
    expect(problems()).toEqual([expect.stringMatching(/^ru\.yaml:1: /)]);
    const [before = '', after = ''] = text.split('  S4:', 2);
    writeFileSync(fileOf('ru.yaml'), Buffer.concat([Buffer.from(before), inWindows1251(`  S4:${after}`)]));
    const line = before.split('\n').length;
    expect(problems()).toEqual([expect.stringContaining(`ru.yaml:${line}: `)]);
    expect(problems()[0]).toContain(letters);
  });

  it('is refused in each kind of file', () => {
    for (const name of files) {
      const before =
        name.endsWith('ru.yaml') || !/claims|published/.test(name) ? readFileSync(fileOf(name)) : null;
      writeFileSync(fileOf(name), inWindows1251('# о себе\nЗаметка\n'));
      expect(problems()).toEqual([expect.stringMatching(new RegExp(`^${name}:1: .*${letters}`))]);
      if (before) writeFileSync(fileOf(name), before);
      else rmSync(fileOf(name));
    }
  });

  it.each([
    ['with a mark in front', Buffer.from('\uFEFFid: x\n', 'utf16le')],
    ['without one', Buffer.from('id: x\n', 'utf16le')],
  ])('is refused in two bytes a letter, %s', (_, bytes) => {
    writeFileSync(fileOf('definition.yaml'), bytes);
    expect(problems()).toEqual([expect.stringMatching(`^definition\\.yaml:1: .*${letters}`)]);
  });
});

it('a text from Windows in UTF-8 reads as any other: its mark in front and its line ends are none of its words', () => {
  const [loaded] = loadQuestionnaires(folder()).values();
  for (const name of ['definition.yaml', 'ru.yaml', 'recommendations/ru/rest-high.md']) {
    const text = readFileSync(fileOf(name), 'utf8');
    writeFileSync(fileOf(name), `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  }
  expect([...loadQuestionnaires(folder()).values()]).toEqual([loaded]);
});

describe('what is no file is told with its path', () => {
  const broken: [string, (path: string) => void, string][] = [
    ['a folder', (path) => mkdirSync(path), 'this is a folder, a file of this name is needed'],
    ['a link to itself', (path) => symlinkSync(path, path), 'this is a link that leads to itself'],
    ['a link to nothing', (path) => symlinkSync(`${path}.gone`, path), 'this is a link to what is not there'],
    ['a device', (path) => symlinkSync('/dev/zero', path), 'this is no ordinary file'],
    ['an empty file', (path) => writeFileSync(path, ' \n'), 'the file is empty'],
    [
      'a film',
      (path) => {
        writeFileSync(path, '');
        truncateSync(path, 2 ** 30);
      },
      'the file has 1073741824 bytes, more than 1048576',
    ],
    [
      'a file of somebody else',
      (path) => {
        writeFileSync(path, 'id: x\n');
        chmodSync(path, 0o000);
      },
      'the file is there, but the server may not read it',
    ],
  ];

  it.each(broken)('%s', (_, make, reason) => {
    for (const name of files) {
      const before = /claims|published/.test(name) ? null : readFileSync(fileOf(name));
      instead(name, make);
      const found = withoutPrivileges(problems);
      expect(found.filter((problem) => problem.startsWith(`${name}:1: ${reason}`))).toHaveLength(1);
      instead(name, (path) => before && writeFileSync(path, before));
    }
  });

  it.each(broken)('%s, in place of a list of danger words', (_, make, reason) => {
    cpSync(join(projectRoot, 'questionnaires', 'danger-words'), join(folder(), 'danger-words'), {
      recursive: true,
    });
    const file = join(folder(), 'danger-words', 'ru.yaml');
    rmSync(file);
    make(file);
    expect(withoutPrivileges(() => problems(loadDangerWords))).toEqual([
      expect.stringContaining(`${file}:1: ${reason}`),
    ]);
  });
});

describe('a folder that cannot be looked into is told with its path', () => {
  it('a file in place of the texts of a language', () => {
    instead('recommendations/kk', (path) => writeFileSync(path, ''));
    expect(problems()).toEqual([
      `${join('recommendations', 'kk')}:1: this is a file, a folder of this name is needed`,
    ]);
  });

  it('one of somebody else', () => {
    chmodSync(join(folder(), 'evening-rest'), 0o000);
    const found = withoutPrivileges(problems);
    chmodSync(join(folder(), 'evening-rest'), 0o700);
    expect(found).toEqual([
      `${join(folder(), 'evening-rest')}: the folder is there, but the server may not read it: give it the right to`,
    ]);
  });

  it('a link to itself in place of a version', () => {
    symlinkSync('v2', join(folder(), 'evening-rest', 'v2'));
    expect(problems()).toEqual([
      `${join(folder(), 'evening-rest', 'v2')}: this is a link that leads to itself`,
    ]);
  });

  it('but a link to a folder is one, and a hidden one is none', () => {
    const elsewhere = quickFolder();
    cpSync(join(folder(), own), join(elsewhere, 'v1'), { recursive: true });
    rmSync(join(folder(), own), { recursive: true });
    symlinkSync(join(elsewhere, 'v1'), join(folder(), own));
    mkdirSync(join(folder(), '.git', 'hooks'), { recursive: true });
    expect([...loadQuestionnaires(folder()).keys()]).toEqual(['evening-rest/v1']);
    rmSync(elsewhere, { recursive: true });
  });
});
