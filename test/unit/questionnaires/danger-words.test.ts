import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadQuestionnaires, QuestionnaireError } from '../../../server/questionnaires';
import { loadDangerWords } from '../../../server/questionnaires/danger-words';
import { projectRoot } from '../../../server/shared/project-root';
import { quickFolder } from '../../support/quick-folder';

let folder: string;
beforeEach(() => {
  folder = quickFolder();
  cpSync(join(projectRoot, 'questionnaires'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (language: string) => join(folder, 'danger-words', `${language}.yaml`);

/** Replaces the first occurrence and says on which line it stood. */
function breakFile(language: string, from: string, to: string): number {
  const text = readFileSync(fileOf(language), 'utf8');
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`${language}.yaml has no ${from}`);
  writeFileSync(fileOf(language), text.slice(0, at) + to + text.slice(at + from.length));
  return text.slice(0, at).split('\n').length;
}

function problems(): string[] {
  try {
    loadDangerWords(folder);
    return [];
  } catch (error) {
    if (error instanceof QuestionnaireError) return error.problems;
    throw error;
  }
}

describe('the lists of danger words', () => {
  it('are read with their sets written out, and name each entry by its language', () => {
    const { entries, exceptions } = loadDangerWords(folder);
    expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(['kk.wishToDie', 'ru.wishToDie']));
    expect(JSON.stringify([entries, exceptions])).not.toMatch(/[{}]\w+\}/);
  });

  it('change without a change of any questionnaire', () => {
    const hashes = () => [...loadQuestionnaires(folder).values()].map(({ hash }) => hash);
    const before = hashes();
    breakFile('ru', '- "лучше не жить"', '- "новое слово"');
    expect(JSON.stringify(loadDangerWords(folder))).toContain('новое слово');
    expect(hashes()).toEqual(before);
  });

  it.each([
    ['a phrase that says nothing', '- "лучше не жить"', '- "лучше не жить!"', 'what does ! stand for?'],
    ['a set that is not there', '- "{want} смерти"', '- "{wish} смерти"', 'what does { stand for?'],
    ['a topic that is none', 'topic: selfHarm', 'topic: sorrow', 'it must be one of'],
    ['a source that is not named', 'from: slang', 'from: rumour', 'there is no source rumour'],
    ['an entry twice', 'id: goodbye', 'id: burden', 'burden is there twice'],
    ['a date that is none', 'date: 2026', 'date: "tomorrow" #', 'the date must be written as 2026-01-31'],
    [
      'a key that is none',
      'topic: selfHarm',
      'weight: 3\n    topic: selfHarm',
      'there is no key weight here',
    ],
  ])('are refused with file and line: %s', (_what, from, to, reason) => {
    const line = breakFile('ru', from, to);
    expect(problems()).toEqual([expect.stringContaining(`${fileOf('ru')}:${line}: `)]);
    expect(problems()[0]).toContain(reason);
  });

  it('are refused where one language has none', () => {
    rmSync(fileOf('kk'));
    expect(problems()).toEqual([`${fileOf('kk')}:1: the file is missing`]);
  });
});
