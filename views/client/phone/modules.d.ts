/** What the build makes: see scripts/browser-views.mjs. */
declare module '*.ejs' {
  const view: import('./pages/view').View;
  export default view;
}

declare module 'texts:files' {
  type Load = () => Promise<{ default: import('./model/translate').Namespaces }>;
  type Language = import('../../../server/core/text/languages').Language;
  const files: Record<Language, Record<import('./network/texts').Part, Load>>;
  export default files;
}

declare module 'texts:*' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
