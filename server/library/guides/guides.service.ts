/** The guides that everybody may read: which ones, in which version, and as files. */
import { createHash } from 'node:crypto';
import { defined } from '../../core/defined';
import { type Language, languages } from '../../core/definition/types';
import type { TextReference } from '../../core/feedback/text-content';
import {
  contentTypes,
  type DrawLeaflet,
  type LeafletFormat,
  leafletFormats,
} from '../../documents/leaflet-files';
import type { Texts } from '../../http/language/i18n';
import { Problem } from '../../shared/problems';
import type { LibraryService } from '../library.service';
import { asGuide, type Guide } from './guide';
import { guideLeaflet } from './guides.document';

interface GuideFile {
  name: string;
  contentType: string;
  content: Buffer;
  /** Strong: of the bytes themselves. */
  etag: string;
}

export interface GuidesService {
  wordsPerMinute: number;
  /** The newest versions that are shown, in reading order. */
  list(): Promise<Guide[]>;
  /** @throws Problem notFound */
  get(id: string): Promise<Guide>;
  /** @throws Problem notFound */
  file(wish: { id: string; language: Language; format: LeafletFormat }): Promise<GuideFile>;
  /** Exactly these versions, in this order. */
  versions(questionnaire: string, references: TextReference[]): Promise<Guide[]>;
}

interface Parts {
  library: LibraryService;
  texts: Texts;
  /** Where respondents open the site, without a slash at the end. */
  publicUrl: string;
  draw: DrawLeaflet;
}

export function guidesService({ library, texts, publicUrl, draw }: Parts): GuidesService {
  const definitionOf = (name: string) => library.questionnaire(name).definition;
  /** By id, in reading order. Of two questionnaires that come with the same guide, the first one's is read. */
  const sources = new Map<string, string>();
  for (const { name } of library.offered)
    for (const id of definitionOf(name).guides) if (!sources.has(id)) sources.set(id, name);
  // As many as all guides have; an older version's files leave when new ones need the room.
  const mostFiles = sources.size * languages.length * leafletFormats.length;
  const files = new Map<string, Promise<GuideFile>>();
  // One drawing at a time: a thread has the memory of a small server.
  let drawing: Promise<unknown> = Promise.resolve();

  const versions: GuidesService['versions'] = async (questionnaire, references) => {
    const found = await library.versions(questionnaire, references);
    return references.flatMap(({ id }) => (found[id] ? [asGuide(found[id])] : []));
  };

  const shownOf = async (questionnaire: string): Promise<Guide[]> => {
    const ids = definitionOf(questionnaire).guides.filter((id) => sources.get(id) === questionnaire);
    const references = await library.shownVersions(questionnaire);
    return versions(
      questionnaire,
      ids.flatMap((id) => references.find((one) => one.id === id) ?? []),
    );
  };

  const list: GuidesService['list'] = async () =>
    (await Promise.all([...new Set(sources.values())].map(shownOf))).flat();

  const get: GuidesService['get'] = async (id) => {
    const questionnaire = sources.get(id);
    const guides = questionnaire === undefined ? [] : await shownOf(questionnaire);
    const guide = guides.find((one) => one.id === id);
    if (!guide) throw new Problem('notFound');
    return guide;
  };

  async function makeFile(guide: Guide, language: Language, format: LeafletFormat): Promise<GuideFile> {
    const address = `${publicUrl}/guides/${guide.id}?language=${language}`;
    const leaflet = guideLeaflet(guide, { language, t: texts.for(language), address });
    const drawn = drawing.then(() => draw({ leaflet, format }));
    drawing = drawn.catch(() => undefined);
    const content = await drawn;
    return {
      name: `${guide.id}-${language}.${format}`,
      contentType: contentTypes[format],
      content,
      etag: `"${createHash('sha256').update(content).digest('base64url')}"`,
    };
  }

  return {
    // The same people read all of them.
    wordsPerMinute: definitionOf(defined(library.offered[0], 'a questionnaire').name).feedback.reading
      .wordsPerMinute,
    list,
    get,
    versions,

    async file({ id, language, format }) {
      const guide = await get(id);
      // The revision rises when a version is agreed, which the file says.
      const key = `${id} ${guide.version}.${guide.revision} ${language} ${format}`;
      const known = files.get(key);
      if (known) return known;
      const made = makeFile(guide, language, format);
      files.set(key, made);
      made.catch(() => files.delete(key));
      const [oldest] = files.keys();
      if (files.size > mostFiles && oldest !== undefined) files.delete(oldest);
      return made;
    },
  };
}
