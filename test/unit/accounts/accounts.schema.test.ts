import { accountForm } from '../../../server/accounts/accounts.schema';

it('a name is what is seen of it: no control characters, no marks that turn its direction', () => {
  const form = { login: 'aigul', role: 'lead', language: 'kk', name: ' Ай\u0000гүл\u202E Серік\u2069 ' };
  expect(accountForm.parse(form).name).toBe('Ай гүл Серік');
  expect(accountForm.safeParse({ ...form, name: '\u202E\u0007' }).success).toBe(false);
});
