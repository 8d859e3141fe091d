/** What somebody adds who wants to know one more thing about the students: an entry of the table, and its words. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from '../quick-folder';

export const furtherField = { id: 'shift', kind: 'choice', options: ['first', 'second', 'none'] };

export const furtherWords = {
  kk: {
    form: {
      question: 'Қай ауысымда оқисың?',
      error: 'Ауысым: біреуін таңда',
      answers: { first: 'Бірінші ауысым', second: 'Екінші ауысым' },
    },
    known: 'ауысымың',
    case: 'Ауысымы',
    reference: {
      stub: 'Ауысымы',
      caption: 'Қатысушылар ауысымы бойынша',
      by: 'ауысымына қарай',
      groups: { first: 'Бірінші', second: 'Екінші', none: 'Ауысымын айтпағандар' },
    },
  },
  ru: {
    form: {
      question: 'В какую смену ты учишься?',
      error: 'Смена: выбери один вариант',
      answers: { first: 'Первая смена', second: 'Вторая смена' },
    },
    known: 'смена',
    case: 'Смена',
    reference: {
      stub: 'Смена',
      caption: 'Участники по сменам',
      by: 'по сменам',
      groups: { first: 'Первая', second: 'Вторая', none: 'Смена не указана' },
    },
  },
};

/** @returns a folder with all of `locales` and the words of the further field */
export function withFurtherWords(locales: string): string {
  const folder = quickFolder();
  cpSync(locales, folder, { recursive: true });
  for (const [language, words] of Object.entries(furtherWords)) {
    const file = join(folder, language, 'profile.json');
    const texts = JSON.parse(readFileSync(file, 'utf8'));
    for (const [place, word] of Object.entries(words)) texts[place][furtherField.id] = word;
    writeFileSync(file, JSON.stringify(texts));
  }
  return folder;
}
