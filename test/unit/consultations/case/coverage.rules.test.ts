import { isPresent, isUncovered, serves } from '../../../../server/consultations/case/coverage.rules';
import { actorOf, asked, at, present, staff } from './support';

const almaty = { region: '750000000', language: 'ru' } as const;
const far = { regions: ['470000000'] };
const kazakh = { languages: ['kk' as const] };
const noLead = { lead: { isActive: false }, otherLead: { isActive: false } };
/** Of the psychologists only these can be there. */
const only = (changes: object) => present(asked, { stranger: { isActive: false }, ...changes });

it('somebody is present on days of which none is an absence of theirs', () => {
  const one = { ...staff.author, absences: [{ from: '2026-10-06', until: '2026-10-07' }] };
  const days = ['05T23:59', '06T00:00', '07T23:59', '08T00:00'];
  expect(days.map((day) => isPresent(one, at(day)))).toEqual([true, false, false, true]);
  expect(isPresent({ ...one, isActive: false }, asked)).toBe(false);
});

describe('a region and language', () => {
  it('are served by psychologists of both, and by every lead', () => {
    const some = only({ author: far, colleague: kazakh });
    expect(serves(actorOf('author'), { region: '470000000', language: 'ru' }, some)).toBe(true);
    expect(serves(actorOf('author'), almaty, some)).toBe(false);
    expect(serves(actorOf('colleague'), { ...almaty, language: 'kk' }, some)).toBe(true);
    expect(serves(actorOf('colleague'), almaty, some)).toBe(false);
    expect(serves(actorOf('lead'), almaty, some)).toBe(true);
    expect(serves({ accountId: 'nobody', role: 'psychologist' }, almaty, some)).toBe(false);
  });

  it('that nobody serves fall to the leads, and where none is there to all psychologists', () => {
    const nobody = { author: far, colleague: kazakh };
    expect(isUncovered(almaty, only(nobody))).toBe(true);
    expect(serves(actorOf('author'), almaty, only(nobody))).toBe(false);
    expect(serves(actorOf('author'), almaty, only({ ...nobody, ...noLead }))).toBe(true);
    expect(isUncovered(almaty, only({ author: far }))).toBe(false);
    expect(serves(actorOf('author'), almaty, only({ author: far, ...noLead }))).toBe(false);
  });
});
