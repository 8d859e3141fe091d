/**
 * What nobody uses: files, exports, types, packages. `npm run lint` looks twice: at everything, and (`--strict`) at the
 * product alone, where what only a test uses is unused too. There an export may be used in its own file: then it is one for
 * a test. Each kind is tested with a planted one in test/unit/lint/unused.test.ts.
 */
module.exports = ({ production, strict }) => ({
  entry: [
    'server/main.ts!',
    'server/store/embedded/worker.ts!',
    'server/**/*.worker.ts!',
    'scripts/!(check-)*.{ts,mjs}!',
    'scripts/check-*.mjs',
    'views/client/*.ts!',
    // Of the build and the type check: scripts/browser-texts.mjs, scripts/check-views.mjs.
    'server/http/language/used-texts.ts!',
    'server/http/views/{as-typescript,types}.ts!',
    // The tests of a folder, which one file of Jest requires.
    'test/**/*.test.ts',
    'test/**/together.ts',
    // Run as processes of their own, or bundled by a test for the phone.
    'test/bench/*.ts',
    'test/engines/engines.ts',
    'test/support/fixtures/record.ts',
    'test/store/{throughput,processes/user,processes/writer,migrations/migrator}.ts',
    'test/support/phone/{bundle-for-phone.mjs,phone-pages.ts,texts-of-parts.mjs}',
    'test/support/third-language/copy.mjs',
    'views/client/student/picture.ts',
  ],
  project: ['server/**/*.ts!', 'views/client/**/*.ts!', 'scripts/**/*.{ts,mjs}!', 'test/**/*.{ts,mjs}'],
  ignoreExportsUsedInFile: Boolean(production || strict),
  // `texts:kk/first` is a part of the interface's texts that the build makes (scripts/browser-views.mjs).
  ignoreDependencies: ['texts'],
  // Checks the spelling of the texts where it is installed.
  ignoreBinaries: ['hunspell'],
});
