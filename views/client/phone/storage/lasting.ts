/** How long what is kept here lasts: browsers do not say so themselves, but give signs. */

/** What ends it: the window, another app's own browser, a week without a visit; null where nothing is known to. */
export type Ending = 'window' | 'app' | 'week' | null;

/** A browser inside an app, such as a messenger's; on iPhones it is none that calls itself Safari. */
export const isInApp = (userAgent: string): boolean =>
  /; wv\)|\b(FBAN|FBAV|Instagram|Telegram|WhatsApp)\b/.test(userAgent) ||
  (/iPhone|iPad|iPod/.test(userAgent) && !/Safari\//.test(userAgent));

/** Firefox and Safari refuse a private window their file system; Chromium's private windows give no sign. */
async function isPrivate({ storage }: Navigator): Promise<boolean> {
  if (!storage?.getDirectory) return false;
  return storage.getDirectory().then(
    () => false,
    () => true,
  );
}

/** What was put on the home screen is spared by Safari. */
const isOnHomeScreen = (): boolean => matchMedia('(display-mode: standalone)').matches;

export async function endingOf(browser: Navigator): Promise<Ending> {
  if (isInApp(browser.userAgent)) return 'app';
  if (await isPrivate(browser)) return 'window';
  return browser.vendor.startsWith('Apple') && !isOnHomeScreen() ? 'week' : null;
}

/**
 * Asks the browser to keep what is here when room becomes short, where that puts no question to the reader: Chromium and
 * Safari decide by themselves, Firefox asks unless it was allowed before.
 */
export async function persist({ storage, permissions, userAgent }: Navigator): Promise<void> {
  if (!storage?.persist) return;
  const isAsking = /Gecko\/\d/.test(userAgent);
  const isAllowed = async () => (await permissions.query({ name: 'persistent-storage' })).state === 'granted';
  if (!isAsking || (await isAllowed())) await storage.persist();
}
