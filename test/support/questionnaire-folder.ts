/** A folder with one questionnaire that a test breaks, and what a start says of it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadQuestionnaires, QuestionnaireError } from '../../server/questionnaires';
import { quickFolder } from './quick-folder';

export interface QuestionnaireFolder {
  /** Where questionnaires are read from; another one for each test. */
  folder: () => string;
  /** Of the questionnaire, by its path below it. */
  fileOf: (name: string) => string;
  /** Replaces the first occurrence and says on which line it stood. */
  breakFile: (name: string, from: string, to: string) => number;
  /** What a start finds wrong, each file by its path below the questionnaire; or another reader of the folder. */
  problems: (load?: (folder: string) => unknown) => string[];
}

/** @param name `<id>/<version>` @param fill lays the questionnaire into a new folder before each test of the block */
export function questionnaireFolder(name: string, fill: (folder: string) => void): QuestionnaireFolder {
  let folder: string;
  beforeEach(() => {
    folder = quickFolder();
    fill(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const fileOf = (file: string) => join(folder, name, file);
  return {
    folder: () => folder,
    fileOf,
    breakFile: (file, from, to) => {
      const text = readFileSync(fileOf(file), 'utf8');
      const at = text.indexOf(from);
      if (at < 0) throw new Error(`${file} has no ${from}`);
      writeFileSync(fileOf(file), text.slice(0, at) + to + text.slice(at + from.length));
      return text.slice(0, at).split('\n').length;
    },
    problems: (load = loadQuestionnaires) => {
      try {
        load(folder);
        return [];
      } catch (error) {
        if (error instanceof QuestionnaireError)
          return error.problems.map((problem) => problem.replaceAll(join(folder, name, '/'), ''));
        throw error;
      }
    },
  };
}
