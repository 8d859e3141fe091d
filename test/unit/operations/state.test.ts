import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localesFolder } from '../../../server/config';
import { loadTexts } from '../../../server/http/language/i18n';
import { isScarce, roomOf } from '../../../server/operations/state';
import { stateView } from '../../../server/operations/state.view';
import { noOwnHelp } from '../../../server/settings/help/own-help';
import { nothingMoved } from '../../../server/settings/holidays/working-days';
import { noMail } from '../../../server/settings/mail/mail-settings';
import { nothingSet } from '../../../server/settings/safeguarding.rules';
import { quickFolder } from '../../support/quick-folder';
import { plain } from '../../support/site/visitor';

const giga = 1024 ** 3;

it.each([
  [{ storeBytes: 0, freeBytes: giga }, false],
  [{ storeBytes: 0, freeBytes: giga - 1 }, true],
  [{ storeBytes: giga, freeBytes: 2 * giga }, false],
  [{ storeBytes: giga, freeBytes: 2 * giga - 1 }, true],
])('%j is scarce: %s', (room, expected) => {
  expect(isScarce(room)).toBe(expected);
});

it('counts the files of a folder, those of its folders included, and what is free', async () => {
  const folder = quickFolder();
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner', 'file'), Buffer.alloc(100_000, 1));
  const { storeBytes, freeBytes } = await roomOf(folder);
  expect(storeBytes).toBeGreaterThanOrEqual(100_000);
  expect(storeBytes).toBeLessThan(200_000);
  expect(freeBytes).toBeGreaterThan(0);
  rmSync(folder, { recursive: true });
});

describe.each(['kk', 'ru'] as const)('the state in %s', (language) => {
  const texts = loadTexts(localesFolder, (one, key) => {
    throw new Error(`no ${one} text for ${key}`);
  });
  const reader = { t: texts.for(language), language };
  const lead = { id: '1', name: 'Марат' };
  const state = {
    ...{ softwareVersion: '1.2.3', nodeVersion: '20.19.0', now: new Date('2026-10-05T06:00:00Z') },
    questionnaires: [{ name: 'self-diagnosis/v1', title: 'Өзін-өзі тексеру', isOffered: true }],
    room: { storeBytes: 1.5 * giga, freeBytes: 30 * giga },
    safeguarding: {
      rota: [{ from: '2026-10-05', until: '2026-10-11', lead, deputy: null }],
      procedure: { kk: 'Тәртіп', ru: 'Порядок' },
      version: 1,
    },
    settings: { secondFactor: 'required', help: noOwnHelp, holidays: nothingMoved, mail: noMail } as const,
  };

  it('is told in words and sizes', () => {
    const { notices, facts, table } = stateView(state, reader);
    expect(notices).toEqual([]);
    const values = facts.map(({ value }) => plain(value));
    expect(values).toEqual(expect.arrayContaining(['1.2.3', '20.19.0', '1,5 ГБ', '30 ГБ']));
    expect(table.rows[0]?.slice(0, 2)).toEqual(['self-diagnosis/v1', 'Өзін-өзі тексеру']);
  });

  it('names what needs somebody’s hand', () => {
    const room = { storeBytes: giga, freeBytes: giga };
    const { notices } = stateView({ ...state, room, safeguarding: nothingSet }, reader);
    expect(notices.map(({ kind }) => kind)).toEqual(['error', 'warning', 'error']);
  });

  it('knows no sizes of a MongoDB of one’s own', () => {
    const { facts } = stateView({ ...state, room: null }, reader);
    expect(facts.map(({ value }) => value)).toContain('MongoDB');
    expect(facts.map(({ value }) => plain(value)).join()).not.toContain('ГБ');
  });
});
