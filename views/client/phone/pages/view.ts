/** What the build makes of a page of the server: see scripts/browser-views.mjs. */
export type { Locals, View } from '../../../../server/core/text/view';
