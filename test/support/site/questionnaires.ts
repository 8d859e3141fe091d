/** Questionnaires from outside the program, as an organisation adds its own: those of the tests, published. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicationOf } from '../../../server/questionnaires';
import { projectRoot } from '../../../server/shared/project-root';
import { quickFolder } from '../quick-folder';

export interface OwnQuestionnaires {
  /** For QUESTIONNAIRES_DIR. */
  folder: string;
  /** A draft becomes one that can be begun. */
  publish(name: string): void;
  /** Evening rest has a second version, with one question more. */
  askMore(): void;
  /** Evening rest is other words under the same name: what nobody may do with a version that is published. */
  reword(): void;
  remove(): void;
}

export function ownQuestionnaires(ids: string[]): OwnQuestionnaires {
  const folder = quickFolder();
  const publish = (name: string) => {
    const publication = join(folder, ...name.split('/'), 'published.json');
    rmSync(publication, { force: true });
    writeFileSync(publication, JSON.stringify(publicationOf(folder, name, '2026-09-01')));
  };
  for (const id of ids) {
    cpSync(join(projectRoot, 'test', 'questionnaires', id), join(folder, id), { recursive: true });
    publish(`${id}/v1`);
  }
  /** In one of its files. */
  const edit = (version: string, file: string, changes: Record<string, string>) => {
    const path = join(folder, 'evening-rest', version, file);
    const change = (text: string, [from, to]: [string, string]) => {
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
      return text.replaceAll(from, to);
    };
    writeFileSync(path, Object.entries(changes).reduce(change, readFileSync(path, 'utf8')));
  };
  const askMore = () => {
    const places = ['v1', 'v2'].map((version) => join(folder, 'evening-rest', version)) as [string, string];
    cpSync(...places, { recursive: true });
    edit('v2', 'definition.yaml', {
      'version: v1': 'version: v2',
      'itemCount: 10': 'itemCount: 11',
      'maxItemsPerPage: 5': 'maxItemsPerPage: 6',
      'S9, S10]': 'S9, S10, S11]',
      '  S10: {': '  S11: { answers: often, construct: yawns on the way home }\n  S10: {',
    });
    edit('v2', 'kk.yaml', { '  S10: "': '  S11: "Үйге қайтқанда есінейсің."\n  S10: "' });
    edit('v2', 'ru.yaml', { '  S10: "': '  S11: "По дороге домой ты зеваешь."\n  S10: "' });
    publish('evening-rest/v2');
  };
  const reword = () => {
    edit('v1', 'ru.yaml', { '  S10: "': '  S10: "Обычно ' });
    publish('evening-rest/v1');
  };
  return { folder, publish, askMore, reword, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
