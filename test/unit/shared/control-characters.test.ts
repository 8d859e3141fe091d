import { withoutControlCharacters } from '../../../server/shared/control-characters';

describe('what was typed', () => {
  it.each<[string, string, string]>([
    ['keeps its letters, lines and spaces', 'Әлем\n\n«а\u00A0б» <в>', 'Әлем\n\n«а\u00A0б» <в>'],
    ['has one kind of line end', 'а\r\nб\rв', 'а\nб\nв'],
    ['has a space for a soft line break, a page break, a tab and a bell', 'а\vб\fв\tг\u0007д', 'а б в г д'],
    ['has no marks that turn the direction of reading', 'а\u202Eб\u2066в\u2069г', 'абвг'],
  ])('%s', (_, typed, text) => expect(withoutControlCharacters(typed)).toBe(text));
});
