/** Questionnaires from outside the program, as an organisation adds its own: those of the tests, published. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicationOf } from '../../../server/questionnaires';
import { projectRoot } from '../../../server/shared/project-root';

export interface OwnQuestionnaires {
  /** For QUESTIONNAIRES_DIR. */
  folder: string;
  /** A draft becomes one that can be begun. */
  publish(name: string): void;
  remove(): void;
}

export function ownQuestionnaires(ids: string[]): OwnQuestionnaires {
  const folder = mkdtempSync(join(tmpdir(), 'questionnaires-'));
  const publish = (name: string) =>
    writeFileSync(
      join(folder, ...name.split('/'), 'published.json'),
      JSON.stringify(publicationOf(folder, name, '2026-09-01')),
    );
  for (const id of ids) {
    cpSync(join(projectRoot, 'test', 'questionnaires', id), join(folder, id), { recursive: true });
    publish(`${id}/v1`);
  }
  return { folder, publish, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
