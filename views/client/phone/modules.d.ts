/** What the build makes: see scripts/browser-views.mjs. */
declare module '*.ejs' {
  const view: import('./pages/view').View;
  export default view;
}

declare module 'texts:*' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
