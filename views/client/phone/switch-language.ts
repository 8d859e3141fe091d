import type { Language } from '../../../server/core/definition/types';
import { type App, say } from './app';
import { changed } from './attempt';
import * as pages from './pages';
import { bodyOf } from './screen';
import { store } from './store';

/** What was typed stays. */
export async function switchLanguage(app: App, to: Language): Promise<void> {
  const { held } = app;
  const form = document.querySelector<HTMLFormElement>('main form#way');
  const body = form ? bodyOf(form) : {};
  try {
    await app.read(to, held.attempt?.submittedAt ? ['first', 'rest'] : ['first']);
  } catch {
    const text = app.reader.t('screening:sending.otherLanguage');
    const place = document.querySelector('[data-offline]');
    if (place) place.textContent = text;
    return say(text);
  }
  void store.putFact('language', to).catch(() => undefined);
  // The server's own pages follow.
  void fetch(`/shell?language=${to}`).catch(() => undefined);
  await app.change((attempt) => changed(attempt, { language: to }));
  const { reader, campaign } = app;
  if (app.redraw) await app.redraw();
  else if (body.step === 'profile')
    await app.drawn(pages.profilePage(reader, { attempt: held.attempt, campaign, typed: body }));
  else if (body.step === 'phone') await app.drawn(pages.phonePage(reader, { chosen: body.phone }));
  else if (body.step === 'code') await app.showCode({ isSaved: body.isSaved === 'yes' });
  else if (body.step || held.attempt) await app.show();
  else await app.showStart();
}
