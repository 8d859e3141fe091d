/**
 * The test in one tab: holds the state, gives every event to the reducer and does what comes of it. The address stays one.
 */
import type { Language } from '../../../server/core/definition/types';
import { Keeping } from './keeping';
import type { MyPages } from './my';
import { PageWords } from './network/page-words';
import type { Part } from './network/texts';
import { loadWords, type Words } from './network/words';
import { firstForms, firstPages } from './pages/first-pages';
import type { Body, Drawing, Scene } from './pages/page';
import { draw, setAddress } from './pages/screen/draw';
import { showStatus } from './pages/screen/screen';
import { lazyChunk } from './parts/lazy';
import { otherPages } from './parts/rare';
import type { Sending } from './sending';
import type { Effect } from './state/effects';
import type { Kept, PhoneEvent } from './state/events';
import type { reduceLate } from './state/late';
import { type LateEvent, reduce } from './state/reduce';
import { type PhoneState, safetyOf, shownPage } from './state/state';
import { tab } from './storage/tab';

/** After these something is left behind: not before all that is needed for it, and for the page that comes, is here. */
const isLeaving = ({ kind }: PhoneEvent, { session }: PhoneState): boolean =>
  ['decline', 'tellTooYoung', 'finish'].includes(kind) ||
  (kind === 'begin' && session.isSharedPhone === true);

export class Phone {
  private readonly keeping = new Keeping(this);
  private sending: Sending | null = null;
  private my: MyPages | null = null;
  /** What the reader did last is under way. */
  isActing = false;
  /** Stands in place of what is safe until the reader does something, or all has been sent. */
  said = '';
  private reduceLate: typeof reduceLate | null = null;

  private readonly pageWords: PageWords;

  constructor(
    private state: PhoneState,
    words: Words,
  ) {
    this.pageWords = new PageWords(words, loadWords);
  }

  private get words(): Words {
    return this.pageWords.now;
  }

  get scene(): Scene {
    return { state: this.state, ...this.words, safety: safetyOf(this.state, navigator.onLine) };
  }

  /** The state changes at once; resolves when what comes of it is done. */
  async raise(event: PhoneEvent): Promise<void> {
    let outcome = reduce(this.state, event, this.words.questionnaire);
    if (!outcome) {
      // Nothing comes between what was read and what it leads to, once this is here.
      this.reduceLate ??= (await lazyChunk()).reduceLate;
      outcome = this.reduceLate(this.state, event as LateEvent, this.words.questionnaire);
    }
    this.state = outcome.state;
    this.showSafety();
    for (const effect of outcome.effects) if ((await this.perform(effect)) === 'stop') return;
  }

  get isWriting(): boolean {
    return this.keeping.isWriting;
  }

  /** What a form of the test does. @param key its address, or at /test the step that it names */
  async submit(key: string, body: Body): Promise<void> {
    if (!(await this.keeping.isStillHere())) return;
    const form = firstForms[key] ?? (await lazyChunk()).lateForms[key];
    const meaning = await form?.(body, this.scene);
    if (!meaning) return;
    if ('view' in meaning) return this.draw(meaning);
    if (isLeaving(meaning, this.state)) await Promise.all([this.readFurther(), otherPages()]);
    // Nothing is begun that cannot be asked.
    if (meaning.kind === 'begin') await this.read(['first'], meaning.questionnaire);
    await this.raise(meaning);
  }

  /** Whether a form of the pages behind the code is the phone's, not the server's. */
  takesFormOfMy(path: string): boolean {
    return this.my?.takesForm(path) ?? false;
  }

  async submitToMy(path: string, body: Body): Promise<void> {
    if (await this.keeping.isStillHere()) await this.my?.submit(path, body);
  }

  /** What a link to the pages behind the code does here; null where it simply leads there. */
  linkToMy(path: string): (() => Promise<unknown>) | null {
    const { my, state } = this;
    const work = my?.workOf(path);
    if (work || path !== '/my') return work ?? null;
    return state.isMine && state.session.code !== undefined ? () => this.openMy(true) : null;
  }

  /** @param isDrawn the page is the phone's already, not the server's */
  async openMy(isDrawn: boolean): Promise<void> {
    await (await this.myPages()).begin(isDrawn);
  }

  /** Loads what the page needs in its language. @throws TypeError where it is neither kept nor to be had */
  async read(parts: Part[], name = this.questionnaireName): Promise<void> {
    await this.pageWords.read(name, parts);
  }

  /** From now on the page is in this language. @throws TypeError where that is neither kept nor to be had */
  async speak(language: Language, parts: Part[]): Promise<void> {
    await this.pageWords.speak(this.questionnaireName, language, parts);
  }

  private get questionnaireName(): string {
    const { attempt, session, questionnaire } = this.state;
    return attempt?.questionnaire ?? session.questionnaire ?? questionnaire;
  }

  /** The pages that are drawn rarely or late, with their texts. */
  async readFurther() {
    const [further] = await Promise.all([lazyChunk(), this.read(['first', 'rest'])]);
    return further;
  }

  /** The page that the state says. @param typed what stands in its form */
  async show(isSamePlace = false, typed?: Body): Promise<void> {
    const name = shownPage(this.state, this.words.questionnaire);
    if (name === 'my') return this.my ? this.my.redraw() : this.openMy(true);
    const page = firstPages[name] ?? (await this.latePage(name));
    if (!page) return;
    const drawing = await page.draw(this.scene, typed?.step === name ? typed : undefined);
    await this.draw(drawing, page.path?.(this.state), isSamePlace);
    page.drawn?.(this.scene, isSamePlace);
  }

  private async latePage(name: keyof typeof firstPages) {
    const { latePages, readingStyles } = await this.readFurther();
    if (name === 'result' || name === 'feedback') await readingStyles();
    return latePages[name];
  }

  async drawMy(drawing: Drawing): Promise<void> {
    await this.raise({ kind: 'openMy' });
    await this.draw(drawing, '/my');
  }

  private async draw(drawing: Drawing, path = '/test', isSamePlace = false): Promise<void> {
    setAddress(path, this.words.reader);
    const { attempt, campaign } = this.state;
    const region = attempt?.profile.region ?? campaign?.region ?? null;
    await draw({ region, ...drawing }, this.words.reader, isSamePlace);
    if (!isSamePlace) this.said = '';
    this.showSafety();
  }

  say(text: string): void {
    this.said = text;
    showStatus(text, this.scene.safety);
  }

  private showSafety(): void {
    const { state, reader, safety } = this.scene;
    if (safety === 'sent' || safety === 'onlineOnly') this.said = '';
    const ofSafety = state.attempt ? reader.t(`screening:sending.${safety}`) : '';
    showStatus(this.said || ofSafety, safety);
  }

  private async myPages(): Promise<MyPages> {
    const { MyPages } = await import('./my');
    this.my ??= new MyPages(this);
    return this.my;
  }

  private perform(effect: Effect): Promise<unknown> | unknown {
    const { keeping } = this;
    switch (effect.kind) {
      case 'putSession':
        return keeping.putSession(effect.session);
      case 'beginAttempt':
        return keeping.beginAttempt(effect.attempt);
      case 'changeAttempt':
        return keeping.changeAttempt(effect.id, effect.change);
      case 'keepAgain':
        return keeping.keepAgain(effect.id);
      case 'holdInTab':
        if (effect.attemptId !== null) return this.holdInTab(effect.attemptId);
        this.my?.forget();
        return tab.clear();
      case 'send':
        return void this.send();
      case 'sendHeld':
        return this.sendHeld();
      case 'show':
        return this.show(effect.isSamePlace);
      case 'say':
        return this.say(this.words.reader.t(effect.key));
      default:
        return lazyChunk().then(({ performRarely }) => performRarely(effect, this));
    }
  }

  private holdInTab(attemptId: string): void {
    tab.hold(attemptId);
    if (!this.state.session.isSharedPhone) return;
    void otherPages()
      .then(({ stayOpen }) => stayOpen(attemptId))
      .catch(() => undefined);
  }

  /** What waits here, now and until it is acknowledged. */
  async send(isNewVisit = false): Promise<void> {
    void this.raise({ kind: 'beginSending' });
    try {
      await (await this.loadSending()).send(isNewVisit);
    } catch {
      void this.raise({ kind: 'failSending' });
    }
  }

  private async sendHeld(): Promise<void> {
    const { waiting } = await (await this.loadSending()).sendHeld();
    if (waiting > 0) void this.send();
  }

  private async loadSending(): Promise<Sending> {
    const { Sending } = await lazyChunk();
    this.sending ??= new Sending(this);
    return this.sending;
  }

  sentAll(): void {
    this.my?.sentAll();
  }

  readKept(): Promise<Kept | null> {
    return this.keeping.readKept();
  }
}
