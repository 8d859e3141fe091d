/** The guides that everybody may read: which ones, in which version, and as files. */
import { createHash } from 'node:crypto';
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
  const { definition } = library.questionnaire;
  const current = `${definition.id}/${definition.version}`;
  // As many as all guides have; an older version's files leave when new ones need the room.
  const mostFiles = definition.guides.length * languages.length * leafletFormats.length;
  const files = new Map<string, Promise<GuideFile>>();
  // One drawing at a time: a thread has the memory of a small server.
  let drawing: Promise<unknown> = Promise.resolve();

  const versions: GuidesService['versions'] = async (questionnaire, references) => {
    const found = await library.versions(questionnaire, references);
    return references.flatMap(({ id }) => (found[id] ? [asGuide(found[id])] : []));
  };

  const shown = async (ids: string[]): Promise<Guide[]> => {
    const references = await library.shownVersions(current);
    return versions(
      current,
      ids.flatMap((id) => references.find((one) => one.id === id) ?? []),
    );
  };

  const get: GuidesService['get'] = async (id) => {
    const [guide] = definition.guides.includes(id) ? await shown([id]) : [];
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
    wordsPerMinute: definition.feedback.reading.wordsPerMinute,
    list: () => shown(definition.guides),
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
