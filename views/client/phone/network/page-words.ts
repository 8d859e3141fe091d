/** What one page is written with while it stands: parts are added to it, and it may come to speak another language. */
import type { Language } from '../../../../server/core/definition/types';
import type { Part } from './texts';
import type { Words } from './words';

/** @throws TypeError where something is neither kept nor to be had */
type Load = (name: string, language: Language, parts: Part[]) => Promise<Words>;

export class PageWords {
  constructor(
    public now: Words,
    private readonly load: Load,
  ) {}

  /** Adds parts in the language of the page, also where that is another one by the time they are here. */
  async read(name: string, parts: Part[]): Promise<void> {
    const { language } = this.now.reader;
    const words = await this.load(name, language, parts);
    if (this.now.reader.language !== language) return this.read(name, parts);
    this.now = words;
  }

  async speak(name: string, language: Language, parts: Part[]): Promise<void> {
    this.now = await this.load(name, language, parts);
  }
}
