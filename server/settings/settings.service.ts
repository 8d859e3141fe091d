/** What the administrator sets. Each change is recorded by the setting's name, and can be undone until the next one. */
import type { AuditService } from '../audit/audit.service';
import type { Actor } from '../shared/roles';
import { rememberBriefly } from './remember-briefly';
import { type SettingName, type Settings, settingNames, settingShapes } from './settings.shapes';
import type { SettingsStore, StoredSetting } from './settings.store';

export interface Held<Value> {
  value: Value;
  /** 0 until it is set. */
  version: number;
  /** The last change, which can be undone; null until it is set. `by` is the id of an account. */
  changed: { by: string | null; at: Date | null; former: Value } | null;
}

interface Act<Name extends SettingName> {
  name: Name;
  /** Of the page that somebody acts on. */
  version: number;
  /** null for a command on the server. */
  actor: Actor | null;
  now: Date;
}

export interface SettingsService {
  /** All of them, from memory for a few seconds. */
  current(): Promise<Settings>;
  get<Name extends SettingName>(name: Name): Promise<Held<Settings[Name]>>;
  /** @returns false when somebody else changed it since that version: nothing was written */
  change<Name extends SettingName>(act: Act<Name> & { value: Settings[Name] }): Promise<boolean>;
  /** What held before the last change; done twice it holds again. @returns as change, and where nothing was changed */
  undo<Name extends SettingName>(act: Act<Name>): Promise<boolean>;
}

interface Parts {
  store: SettingsStore;
  audit: Pick<AuditService, 'record'>;
}

export function settingsService({ store, audit }: Parts): SettingsService {
  const remembered = rememberBriefly(async () => {
    const stored = await store.all();
    const values = settingNames.map((name) => [name, heldIn(name, stored.get(name) ?? null).value]);
    return Object.fromEntries(values) as Settings;
  });

  async function replace<Name extends SettingName>(
    kind: 'settingsChanged' | 'settingsUndone',
    { name, version, actor, now }: Act<Name>,
    { value, former }: { value: Settings[Name]; former: Settings[Name] },
  ): Promise<boolean> {
    const changed = { changedBy: actor?.accountId ?? null, changedAt: now };
    if (!(await store.replace(name, version, { value, former, ...changed }))) return false;
    remembered.forget();
    await audit.record({ act: kind, actor, details: { fields: [name] }, now });
    return true;
  }

  const get: SettingsService['get'] = async (name) => heldIn(name, await store.find(name));

  return {
    current: () => remembered.read(),
    get,
    async change({ value, ...act }) {
      const { value: former } = await get(act.name);
      return replace('settingsChanged', act, { value, former });
    },
    async undo(act) {
      const { value, changed } = await get(act.name);
      return changed !== null && replace('settingsUndone', act, { value: changed.former, former: value });
    },
  };
}

function heldIn<Name extends SettingName>(name: Name, stored: StoredSetting | null): Held<Settings[Name]> {
  const { shape, byDefault } = settingShapes[name];
  if (!stored) return { value: byDefault as Settings[Name], version: 0, changed: null };
  const { version, changedBy: by, changedAt: at } = stored;
  const read = (value: unknown) => shape.parse(value) as Settings[Name];
  return { value: read(stored.value), version, changed: { by, at, former: read(stored.former) } };
}
