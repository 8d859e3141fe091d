/** What a coordinator types into the form of a reference. */
import type { Fields } from '../site/visitor';

export const referenceFields: Fields = {
  projectKk: 'Экран және мен',
  projectRu: 'Экран и я',
  organisationKk: '«Жастар үні» қоры',
  organisationRu: 'Фонд «Голос молодёжи»',
  from: '2026-10-01',
  to: '2026-10-31',
  coveragePlan: '30',
  satisfactionPlan: '',
  referencePlan: '1',
  recommendationsPlan: '3',
  consultationsPlan: '',
  typed1NameKk: 'Жіберілген хаттар',
  typed1NameRu: 'Отправлено писем',
  typed1Plan: '20',
  typed1Fact: '20',
  typed1SourceKk: 'Шығыс хаттар журналы',
  typed1SourceRu: 'Журнал исходящих писем',
};
