import { join } from 'node:path';
import { accountForm } from '../../../server/accounts/accounts.schema';
import { acts, detailNames } from '../../../server/audit/acts';
import { auditView } from '../../../server/audit/audit.view';
import { caseStates } from '../../../server/consultations/case/case.types';
import { loadTexts } from '../../../server/http/language/i18n';

describe.each(['kk', 'ru'] as const)('the record in %s', (language) => {
  const missing: string[] = [];
  const texts = loadTexts(join(__dirname, '../../../locales'), (_, key) => missing.push(key));
  const t = texts.for(language);

  it('has words for every act, detail, changed field and state of a case', () => {
    const fields = accountForm.in.keyof().options;
    for (const act of acts) t(`audit:acts.${act}`);
    for (const name of detailNames) t(`audit:details.${name}`);
    for (const field of fields) t(`audit:fields.${field}`);
    for (const state of caseStates) t(`consultations:state.${state}`);
    expect(missing).toEqual([]);
  });

  it('has words for the states of cases as they were called before', () => {
    const entryOf = (state: string) =>
      ({ act: 'caseOpened', actor: null, target: null, details: { state }, at: new Date(0) }) as never;
    const entries = ['draft', 'published', 'read'].map(entryOf);
    const page = { entries, filter: {}, page: 1, pages: 1, checked: null, names: new Map() };
    auditView(t, page);
    expect(missing).toEqual([]);
  });
});
