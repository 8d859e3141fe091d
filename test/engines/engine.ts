/** What the journeys need of a browser, whatever engine it has and whatever language its driver speaks. */

export type Key = 'Enter' | 'Space';

export interface Point {
  x: number;
  y: number;
}

export interface Tab {
  /** As by the address bar. */
  go(url: string): Promise<void>;
  /** An expression in the page; a promise is waited for. */
  evaluate(expression: string): Promise<string>;
  /** With a finger, where the engine's driver has one. */
  tap(point: Point): Promise<void>;
  /** On what has the focus. */
  press(key: Key): Promise<void>;
}

export interface Browser {
  /** In view beside the windows that are there. */
  openWindow(): Promise<Tab>;
  close(): Promise<void>;
}

/** A browser that can die as when a battery is empty, and be opened again on what it has kept. */
export interface MortalBrowser extends Browser {
  kill(): Promise<void>;
  openAgain(): Promise<void>;
}

export interface Engine {
  name: string;
  /** What its driver's taps are to a page. */
  taps: 'touch' | 'mouse';
  /** Whether files that were loaded once are there for the next who asks. */
  hasFileCache: boolean;
  /** What is to be installed; null where everything is here. */
  missing(): string | null;
  open(): Promise<Browser>;
  /** Where the driver gives them. */
  openPrivate?(): Promise<Browser>;
  openMortal?(): Promise<MortalBrowser>;
}

/** A function in the page, with what can be written as JSON given to it and back. */
export async function inPage<Given extends unknown[], T>(
  tab: Tab,
  ask: (...given: Given) => T | Promise<T>,
  ...given: Given
): Promise<T> {
  const call = `(${ask})(...${JSON.stringify(given)})`;
  return JSON.parse(await tab.evaluate(`(async () => JSON.stringify((await ${call}) ?? null))()`));
}
