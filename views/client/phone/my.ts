/**
 * `/my` on the phone: the code is checked before anything is sent; what belongs to it comes from the server, and without
 * network what this phone itself holds. The code stays in this tab until "finish".
 */
import { normaliseCode } from '../../../server/core/attempt/code';
import type { FindDanger } from '../../../server/core/danger/danger-words';
import { isInDanger } from '../../../server/core/pages/crisis';
import { keepReply } from './keep-reply';
import type { Act } from './model/attempt';
import type { Listed } from './model/listed';
import { newUuid } from './model/random';
import { isGuestWith } from './model/session';
import {
  allOf,
  attemptToContinue,
  earlierOf,
  eraseCode,
  hasAskedFor,
  pendingOf,
  saidBeforeIn,
  sendOrKeep,
} from './network/behind-code';
import { consultationOf } from './network/my';
import type { PhoneQuestionnaire } from './network/questionnaire';
import type { Part } from './network/texts';
import { loadWords } from './network/words';
import { drawEnter, type EnterForm, faultOf } from './pages/my/enter';
import { drawErase } from './pages/my/erase';
import {
  drawLetter,
  helpedOf,
  type LetterForms,
  type OpenedLetter,
  replyOf,
  type Sent,
} from './pages/my/letter';
import { drawList } from './pages/my/list';
import type { Body, Drawing, Scene } from './pages/page';
import { scanCode } from './pages/result/scan';
import { lazyChunk } from './parts/lazy';
import type { LeavingEvent } from './state/effects';
import type { PhoneEvent } from './state/events';
import { type BegunReply, begunReplies } from './storage/begun-replies';
import { tab } from './storage/tab';

/** What these pages need of the phone around them. */
interface Surroundings {
  scene: Scene;
  read(parts: Part[], name?: string): Promise<void>;
  drawMy(drawing: Drawing): Promise<void>;
  raise(event: PhoneEvent): Promise<void>;
  send(): Promise<void>;
}

/** A file of its own: the server's pages have it too. */
const crisis = () => import('../student/crisis');

const needsNetwork = 'screening:offline.needed';
/** What was answered has to lie somewhere first. */
const needsNetworkFirst = 'screening:sending.needed';
const hasBegunReply = 'consultations:my.begunReply';
const isKeptHere = 'screening:sending.here';

interface Nothing {
  isErased: boolean;
  isUnknown: boolean;
  isOtherHere: boolean;
}

function nothingFound({ isErased, isUnknown, isOtherHere }: Nothing): string {
  if (isErased) return 'consultations:errors.erased';
  if (isUnknown) return 'consultations:errors.wrongCode';
  return isOtherHere ? 'consultations:errors.otherCode' : needsNetwork;
}

export class MyPages {
  private code = '';
  private listed: Listed[] = [];
  /** When it was listed. */
  private now = new Date();
  private letter: OpenedLetter | null = null;
  /** The open conversation shows messages that wait here. */
  private hasPending = false;
  /** Until then the page is the server's. */
  private isDrawn = false;

  constructor(private readonly phone: Surroundings) {
    addEventListener('hashchange', () => void this.openFromAddress());
  }

  /** @param isDrawn the page is the phone's already, not the server's */
  async begin(isDrawn: boolean): Promise<void> {
    this.offerScan();
    if (await this.openFromAddress()) return;
    const { isMine, session } = this.phone.scene.state;
    const known = tab.code() ?? (isMine ? session.code : undefined);
    const letter = tab.letter();
    if (known) await this.open(known);
    // As the page was left.
    if (known && this.listed.some(({ id }) => id === letter)) return this.openLetter(String(letter));
    if (known) return;
    if (isDrawn) await this.enter();
  }

  /** The same page in another language, with what was typed. */
  redraw(): Promise<void> {
    const typed = document.querySelector<HTMLTextAreaElement>('#reply, #code')?.value;
    if (this.letter) return this.showLetter({ typed });
    return this.code ? this.showList() : this.enter({ typed });
  }

  /** What waited here is sent: the open conversation says so. */
  sentAll(): void {
    const { letter } = this;
    if (letter && this.hasPending && this.phone.scene.state.place.name === 'my')
      void this.openLetter(letter.id);
  }

  takesForm(path: string): boolean {
    return path === '/my' || (this.isDrawn && path.startsWith('/my/'));
  }

  /** What a form of these pages does, by its address. */
  async submit(path: string, { code, id, text, helped, questionnaire }: Body): Promise<void> {
    const { letter } = this;
    switch (path) {
      case '/my':
        return this.open(String(code ?? ''));
      case '/my/test':
        return this.continueAttempt(String(id));
      case '/my/again':
        return this.startAgain(String(questionnaire));
      case '/my/ask':
        return this.ask(String(id));
      case '/my/letter':
        return this.openLetter(String(id));
      case '/my/reply':
        return letter ? this.answer(letter, replyOf(letter, this.code, text)) : undefined;
      case '/my/helped':
        return letter ? this.answer(letter, helpedOf(letter, this.code, helped)) : undefined;
      case '/my/erase':
        return this.erase();
    }
  }

  /** What a link does here, by where it leads. */
  workOf(path: string): (() => Promise<void>) | null {
    if (path === '/my' && this.code) return () => this.open(this.code);
    return this.isDrawn && path === '/my/erase' ? () => this.draw(({ reader }) => drawErase(reader)) : null;
  }

  private async draw(drawing: (scene: Scene) => Drawing): Promise<void> {
    const { phone } = this;
    const { readingStyles } = await lazyChunk();
    await Promise.all([phone.read(['first', 'rest', 'my']), readingStyles()]);
    const drawn = drawing(phone.scene);
    const [newest] = this.listed;
    await phone.drawMy(newest ? { ...drawn, region: newest.profile.region } : drawn);
    this.isDrawn = true;
  }

  private async enter(form: EnterForm = {}): Promise<void> {
    await this.draw(({ reader }) => drawEnter(reader, form));
    this.offerScan();
  }

  private async showList(said?: string): Promise<void> {
    const { code, listed, now, isOwnPhone } = this;
    const pending = await pendingOf(code);
    const noticeKey = pending.length > 0 ? 'consultations:letter.notSent' : said;
    const findDanger = pending.length > 0 ? await this.findDanger() : () => null;
    const isInDanger = pending.some(({ text }) => findDanger(text) !== null);
    const asked = await this.askedOf(listed);
    const ids = listed.map(({ id }) => id);
    const hasBegun = !noticeKey && (await begunReplies.isAny(ids, { code, isOwnPhone }).catch(() => false));
    const list = { code, listed, now, asked, noticeKey: hasBegun ? hasBegunReply : noticeKey, isInDanger };
    await this.draw(({ reader, state: { session } }) =>
      drawList(reader, { ...list, plan: session.code === code ? session.plan : null }),
    );
    this.offerScan();
  }

  /** What the attempts of a code are of; what cannot be had now is left out. */
  private async askedOf(listed: Listed[]): Promise<Map<string, PhoneQuestionnaire>> {
    const { language } = this.phone.scene.reader;
    const asked = new Map<string, PhoneQuestionnaire>();
    for (const { questionnaire: name } of listed) {
      const words = await loadWords(name, language, ['first', 'rest']).catch(() => null);
      if (words) asked.set(name, words.questionnaire);
    }
    return asked;
  }

  private async showLetter(forms?: LetterForms): Promise<void> {
    const { letter } = this;
    if (!letter) return;
    const pending = await pendingOf(this.code);
    this.hasPending = pending.length > 0;
    const waiting = pending.map(({ text }) => ({ side: 'student' as const, text, isWithdrawn: false }));
    const said = [...letter.consultation.messages, ...waiting];
    const isInDangerHere = isInDanger(said, await this.findDanger());
    const reply = this.replyTo(letter);
    const typed = forms?.typed ?? (await begunReplies.read(reply));
    const keptIn = reply.isOwnPhone ? 'phone' : 'tab';
    await this.draw(({ reader }) =>
      drawLetter(reader, letter, { isInDanger: isInDangerHere, keptIn, pending, ...forms, typed }),
    );
    const form = document.querySelector<HTMLFormElement>('#reply-form');
    if (!form) return;
    keepReply(form, reply);
    void crisis()
      .then(({ watchForDanger }) => watchForDanger(form))
      .catch(() => undefined);
  }

  private replyTo({ id: attemptId }: OpenedLetter): BegunReply {
    return { attemptId, code: this.code, isOwnPhone: this.isOwnPhone };
  }

  /** Where nobody said whose phone it is, or said so of another code, nothing is kept on it. */
  private get isOwnPhone(): boolean {
    const { session } = this.phone.scene.state;
    return session.isSharedPhone === false && !isGuestWith(session, this.code);
  }

  /** A code that came with a QR stays neither in the history nor on the screen. */
  private async openFromAddress(): Promise<boolean> {
    const found = location.hash.slice(1).replaceAll('%20', '');
    if (!found || found === 'main') return false;
    history.replaceState(null, '', '/my');
    await this.open(found);
    return true;
  }

  private async open(typed: string): Promise<void> {
    const fault = faultOf(typed);
    if (fault) return this.enter({ typed, errors: { code: fault } });
    const code = normaliseCode(typed);
    const { listed, ...found } = await allOf(code);
    this.listed = listed;
    this.now = found.now;
    this.letter = null;
    tab.holdLetter(null);
    if (listed.length > 0) {
      this.code = code;
      tab.holdCode(code);
      return this.showList(found.isWhole ? undefined : 'screening:offline.partly');
    }
    this.code = '';
    await this.enter({ typed, errors: { code: nothingFound(found) } });
  }

  private async openLetter(id: string): Promise<void> {
    const answer = await consultationOf(id, this.code);
    if (!answer) return this.showList(needsNetwork);
    const { consultation } = answer.body;
    if (!consultation) return this.open(this.code);
    this.letter = { id, consultation, replyId: newUuid(), now: answer.now };
    tab.holdLetter(id);
    await this.showLetter();
  }

  private async sendOrKeep(act: Act) {
    const how = await sendOrKeep(act, this.isOwnPhone);
    if (how === 'kept') void this.phone.send();
    return how;
  }

  private async ask(attemptId: string): Promise<void> {
    const { code } = this;
    const act: Act = { key: `consultation ${attemptId}`, attemptId, code, kind: 'consultation' };
    const how = await this.sendOrKeep(act);
    if (how === 'sent' || how === 'refused') return this.open(code);
    await this.showList(how === 'kept' ? isKeptHere : needsNetwork);
  }

  private async answer(letter: OpenedLetter, sent: Sent): Promise<void> {
    if ('forms' in sent) return this.showLetter(sent.forms);
    const how = await this.sendOrKeep(sent.act);
    const isGone = how === 'sent' || how === 'kept' || how === 'erased';
    if (isGone && sent.act.kind === 'reply')
      await begunReplies.write(this.replyTo(letter), '').catch(() => undefined);
    if (how === 'erased') return this.open(this.code);
    // What was refused stands in the box once more.
    if (how === 'sent' || how === 'refused') return this.openLetter(letter.id);
    if (sent.act.kind !== 'reply') return this.showList(how === 'kept' ? isKeptHere : needsNetwork);
    if (how === 'kept') {
      this.letter = { ...letter, replyId: newUuid() };
      return this.showLetter();
    }
    const text = how === 'tooMany' ? 'consultations:errors.tooManyToday' : 'consultations:letter.notSent';
    await this.showLetter({ typed: sent.act.reply.text, errors: { text } });
  }

  /** Where the list is not to be had, the numbers stand beside the box all the same. */
  private async findDanger(): Promise<FindDanger> {
    const nothing = () => null;
    return crisis()
      .then(({ findDangerOnPhone }) => findDangerOnPhone())
      .catch(() => nothing);
  }

  /** The attempt is continued, or its result shown, on this phone. */
  private async continueAttempt(id: string): Promise<void> {
    const { phone, code } = this;
    const { attempt: held, isKept } = phone.scene.state;
    const isSharedPhone = !this.isOwnPhone;
    // Where there was no room, what is kept of it is older.
    const isHeld = !isKept && held?.id === id;
    const attempt = isHeld ? held : await attemptToContinue(id, { code, isSharedPhone });
    if (!attempt) return this.showList(needsNetwork);
    const { language } = phone.scene.reader;
    await phone.read(['first'], attempt.questionnaire);
    const hasAsked = await hasAskedFor(this.listed, id);
    await this.leaveFor({ kind: 'continueAttempt', attempt, code, language, hasAsked });
  }

  private async startAgain(questionnaire: string): Promise<void> {
    const { phone, code } = this;
    await phone.read(['first'], questionnaire);
    const { listed } = this;
    const saidBefore = await saidBeforeIn(listed, code);
    const earlier = earlierOf(listed);
    await this.leaveFor({ kind: 'startAgain', code, questionnaire, earlier, saidBefore });
  }

  private async leaveFor(event: LeavingEvent): Promise<void> {
    await this.phone.raise(event);
    if (this.phone.scene.state.place.name === 'my') await this.showList(needsNetworkFirst);
  }

  private async erase(): Promise<void> {
    const { code } = this;
    if (!(await eraseCode(this.listed, code))) return this.showList(needsNetwork);
    await this.phone.raise({ kind: 'eraseAll', code });
    this.forget();
    await this.enter({ isErased: true });
  }

  /** Nothing of the code is known here any longer. */
  forget(): void {
    this.code = '';
    this.listed = [];
    this.letter = null;
  }

  private offerScan(): void {
    const button = document.querySelector<HTMLButtonElement>('[data-scan]');
    if (!button || !('BarcodeDetector' in window)) return;
    button.hidden = false;
    button.onclick = () =>
      void scanCode(this.phone.scene.reader).then((found) => (found ? this.open(found) : undefined));
  }
}
