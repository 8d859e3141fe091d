// Unpacks the browser once, before the tests' workers start: two of them unpacking at once would meet a half-written file.
import { join } from 'node:path';
import buildBeforeTests from '../build.mjs';

export default async function unpackBrowser() {
  await buildBeforeTests();
  await chromiumPath();
}

/** The package brings shared libraries for machines that have none; it unpacks them when it believes itself on such a one. */
export async function chromiumPath() {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  process.env.FONTCONFIG_FILE = join(import.meta.dirname, 'fonts.conf');
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  return chromium.executablePath();
}
