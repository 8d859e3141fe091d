/** A folder of an organisation's own, as whoever keeps the server meets it: by the commands and what they say. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../server/shared/project-root';
import { quickFolder } from '../../support/quick-folder';
import { type OwnQuestionnaires, ownQuestionnaires } from '../../support/site/questionnaires';

let own: OwnQuestionnaires;
let data: string;
beforeEach(() => {
  own = ownQuestionnaires(['evening-rest']);
  data = quickFolder();
});
afterEach(() => {
  own.remove();
  rmSync(data, { recursive: true });
});

const name = 'evening-rest/v1';
const fileOf = (file: string) => join(own.folder, 'evening-rest', 'v1', file);

/** As it is built. */
function run(program: string, { folder = own.folder, given = [] as string[] } = {}) {
  const places = { DATA_DIR: data, KEYS_DIR: `${data}-keys`, RECORDS_DIR: data, QUESTIONNAIRES_DIR: folder };
  const env = { ...process.env, ...places, LOG_LEVEL: 'silent' };
  const path = join(projectRoot, 'dist', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...given], { env, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.trim().split('\n') };
}

it('that is not there stops the start in words', () => {
  const folder = join(own.folder, 'nowhere');
  expect(run('server/main.js', { folder })).toEqual({
    status: 1,
    said: ['The questionnaires cannot be used:', `${folder}: there is no such folder`],
  });
});

it('has its drafts checked and published by the same command as the shipped ones', () => {
  const publish = (one: string) => run('scripts/publish-questionnaire.js', { given: [one] });
  expect(publish(name).said[0]).toContain('is published already and never changes');
  rmSync(fileOf('published.json'));
  const text = readFileSync(fileOf('kk.yaml'), 'utf8');
  writeFileSync(fileOf('kk.yaml'), text.replace(/^ {2}S10: .*\n/m, ''));
  const refused = publish(name);
  expect([refused.status, refused.said.length]).toEqual([1, 2]);
  expect(refused.said[1]).toMatch(/evening-rest\/v1\/kk\.yaml:\d+: .*S10/);
  writeFileSync(fileOf('kk.yaml'), text);
  expect(publish(name).said).toEqual([`${name} is published. Keep ${fileOf('published.json')} with it.`]);
  expect(JSON.parse(readFileSync(fileOf('published.json'), 'utf8'))).toHaveProperty('parts');
  expect(publish('evening-rest/v7').said[0]).toContain('There is no questionnaire evening-rest/v7');
});
