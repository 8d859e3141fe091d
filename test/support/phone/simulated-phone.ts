/**
 * One phone with two tabs: the phone's own reducer, keeping, sending and handing over, on a database in memory and a network
 * that does what it is told. Only drawing is left out. Each tab knows what its page offers, and does nothing else.
 */
import { stepOf } from '../../../server/core/attempt/steps';
import type { Definition } from '../../../server/core/definition/definition';
import { openItems } from '../../../server/core/definition/routing';
import { Keeping } from '../../../views/client/phone/keeping';
import type { LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { PhoneSession } from '../../../views/client/phone/model/session';
import { eraseCode } from '../../../views/client/phone/network/behind-code';
import { sendHeld } from '../../../views/client/phone/network/sending/held';
import { sendWaiting, stillWaiting } from '../../../views/client/phone/network/sending/upload';
import { performRarely } from '../../../views/client/phone/parts/rare-effects';
import type { Effect } from '../../../views/client/phone/state/effects';
import type { PhoneEvent } from '../../../views/client/phone/state/events';
import { reduceLate } from '../../../views/client/phone/state/late';
import { type LateEvent, reduce } from '../../../views/client/phone/state/reduce';
import {
  canContinue,
  type PhoneState,
  type ShownPage,
  shownPage,
  stateFrom,
} from '../../../views/client/phone/state/state';
import { storage } from '../../../views/client/phone/storage/storage';
import { aProfile, newCode } from '../builders/attempts';

const never = new Promise<never>(() => undefined);

export interface Shown {
  page: ShownPage;
  /** Which page of questions, where it is one. */
  questions: string;
}

export interface World {
  hash: string;
  definition: Definition;
  questionnaire: string;
  /** Of an attempt that begins. */
  newId(): string;
  /** Told of every page as it is shown, and of every answer as it is given. */
  heardPage(state: PhoneState, shown: Shown): void;
  heardAnswer(state: PhoneState, item: string, answer: number): void;
  /** What is here now is to go. */
  heardFinish(state: PhoneState): void;
  /** Another tab has finished with what this one has shown. */
  heardLoss(state: PhoneState): void;
  /** Of a child under 13 nothing is kept. */
  heardTooYoung(id: string): void;
  /** All of the code is to be erased, the attempt with it. */
  heardErasing(id: string, code: string): void;
}

export interface Choice {
  which: number;
  /** Of several answers, pages and the like. */
  pick: number;
}

/** What can be done on a page. */
type Offer = (pick: number) => Promise<unknown> | PhoneEvent;

const questionnaire = 'self-diagnosis/v1';

const begin: Offer = () => ({ kind: 'begin', campaign: undefined, questionnaire });

/** What a tab has for itself. */
export interface Own {
  /** The attempt that this tab goes on with on a shared phone. */
  held: string | null;
  guest: PhoneSession | undefined;
}

export const nothingOwn: Own = { held: null, guest: undefined };

export class SimulatedTab {
  private readonly keeping: Keeping;
  /** It was closed, or loaded anew: nothing comes of what it still waits for. */
  isGone = false;
  private shown: ShownPage = 'start';
  /** The page of questions that was drawn last: its form says which it is. */
  private shownQuestions = '';

  private constructor(
    private readonly world: World,
    private state: PhoneState,
    readonly own: Own,
  ) {
    const holdSession = (session: PhoneSession | null) => {
      own.guest = session ?? undefined;
    };
    this.keeping = new Keeping(this, { session: () => own.guest, holdSession });
  }

  /** As a visit begins: see start.ts. */
  static async open(world: World, before: Own): Promise<SimulatedTab> {
    const own = { ...before };
    const session = own.guest ?? (await storage.fact('session')) ?? {};
    const { attemptId, isSharedPhone } = session;
    const attempt = attemptId === undefined ? null : ((await storage.attempt(attemptId)) ?? null);
    const isMine = !isSharedPhone || attemptId === own.held;
    const { questionnaire } = world;
    const given = { session, attempt, campaign: null, questionnaire, isMine };
    const tab = new SimulatedTab(world, stateFrom({ place: { name: 'start' }, ...given }), own);
    if (attemptId !== undefined && isMine) await tab.raise({ kind: 'visit', place: 'test' });
    return tab;
  }

  get scene() {
    return { state: this.state };
  }

  async raise(event: PhoneEvent): Promise<void> {
    if (this.isGone) return never;
    const before = this.state;
    const outcome =
      reduce(this.state, event, this.world) ?? reduceLate(this.state, event as LateEvent, this.world);
    this.state = outcome.state;
    if (event.kind === 'lose') this.world.heardLoss(before);
    if (event.kind === 'finish') this.world.heardFinish(before);
    // Which page behind the code it is, the phone draws without an effect: see my.ts.
    if (event.kind === 'openMy') this.shown = 'my';
    for (const effect of outcome.effects) {
      if (this.isGone) return never;
      if ((await this.perform(effect)) === 'stop') return;
    }
  }

  private perform(effect: Effect): Promise<unknown> | unknown {
    switch (effect.kind) {
      case 'putSession':
        return this.keeping.putSession(effect.session);
      case 'beginAttempt':
        return this.keeping.beginAttempt(effect.attempt);
      case 'changeAttempt':
        return this.keeping.changeAttempt(effect.id, effect.change);
      case 'keepAgain':
        return this.keeping.keepAgain(effect.id);
      case 'holdInTab':
        this.own.held = effect.attemptId;
        if (effect.attemptId === null) this.own.guest = undefined;
        return undefined;
      case 'send':
        return void this.send();
      case 'sendHeld':
        return this.sendHeld();
      case 'show':
        this.shown = shownPage(this.state, this.world);
        this.shownQuestions = this.questionsToShow();
        return this.world.heardPage(this.state, { page: this.shown, questions: this.shownQuestions });
      case 'say':
        return undefined;
      default:
        if (effect.kind === 'removeAttempt') this.world.heardTooYoung(effect.id);
        return performRarely(effect, this);
    }
  }

  private questionsToShow(): string {
    const step = stepOf(this.state.session, this.state.attempt, this.world);
    return step.name === 'page' ? step.page : '';
  }

  async send(): Promise<void> {
    void this.raise({ kind: 'beginSending' });
    const kept = await sendWaiting(false, this.unkept()?.id).catch(() => stillWaiting);
    const held = await this.sendHeld();
    const isDone = kept.waiting + held.waiting === 0;
    const read = await this.keeping.readKept();
    await this.raise({ kind: 'endSending', isDone, kept: read, isAskWaiting: false });
  }

  /** What there was no room for. */
  private unkept(): LocalAttempt | null {
    return this.state.isKept ? null : this.state.attempt;
  }

  private sendHeld() {
    return sendHeld({
      held: () => this.unkept(),
      hold: (attempt) => void this.raise({ kind: 'answered', attempt }),
    });
  }

  /** Back from another tab or app: see come-back.ts. */
  async comeBack(): Promise<void> {
    const { isKept, session: before } = this.state;
    if (!isKept || this.keeping.isWriting || before.attemptId === undefined) return;
    await this.keeping.readKept();
    const session = this.own.guest ?? (await storage.fact('session'));
    const id = session?.attemptId;
    const attempt = id === undefined ? null : ((await storage.attempt(id)) ?? null);
    const kept = { session, attempt, waitingActs: id === undefined ? 0 : (await storage.actsOf(id)).length };
    await this.raise({ kind: 'return', kept, isMine: !session?.isSharedPhone || id === this.own.held });
  }

  /** One of the things that the page offers, the first of which leads on. */
  async act({ which, pick }: Choice): Promise<void> {
    const offers = [...this.offers(), ...this.always()];
    const index = which % offers.length;
    const isTap = this.shown === 'page' && [0, 2, 3].includes(index);
    if (!isTap && !(await this.keeping.isStillHere())) return;
    const done = (offers[index] as Offer)(pick);
    if ('kind' in done) await this.raise(done);
    else await done;
  }

  private always(): Offer[] {
    return [
      () => ({ kind: 'openMy' }),
      (pick) => ({ kind: 'switchLanguage', language: pick % 2 ? 'kk' : 'ru' }),
      () => ({ kind: 'visit', place: 'test' }),
    ];
  }

  private offers(): Offer[] {
    switch (this.shown) {
      case 'about':
        return [() => ({ kind: 'agree' }), () => ({ kind: 'decline' })];
      case 'phone':
        return [(pick) => this.chosen(pick % 2 === 0)];
      case 'profile':
        return [
          () => ({ kind: 'giveProfile', profile: aProfile, language: 'kk' }),
          (pick) => ({ kind: 'giveProfile', profile: { ...aProfile, age: 13 + (pick % 9) }, language: 'kk' }),
          () => ({ kind: 'tellTooYoung' }),
        ];
      case 'code':
        return [() => ({ kind: 'saveCode' }), () => ({ kind: 'reopenProfile' })];
      case 'page':
        return this.onPage();
      case 'check':
        return [
          () => ({ kind: 'submit', result: {} as never, shown: [], now: '2026-10-05T06:00:00.000Z' }),
          (pick) => ({ kind: 'openPage', page: this.pageAt(pick) }),
        ];
      case 'result':
        return [
          () => ({ kind: 'askPsychologist' }),
          () => ({ kind: 'visit', place: 'feedback' }),
          () => ({ kind: 'finish' }),
        ];
      case 'feedback':
        return [(pick) => ({ kind: 'rate', satisfaction: 1 + (pick % 5) }), () => ({ kind: 'finish' })];
      case 'my':
        return this.behindCode();
      default:
        return canContinue(this.state) ? [begin, () => ({ kind: 'visit', place: 'test' })] : [begin];
    }
  }

  private chosen(isSharedPhone: boolean): PhoneEvent {
    return { kind: 'choosePhone', isSharedPhone, id: this.world.newId(), code: newCode() };
  }

  private pageAt(pick: number): string {
    const { pages } = this.world.definition;
    return (pages[pick % pages.length] as { id: string }).id;
  }

  private onPage(): Offer[] {
    const page = this.shownQuestions;
    return [
      (pick) => this.tapped(page, pick),
      () => ({ kind: 'turnPage', page, to: 'next', spentMs: 900 }),
      (pick) => this.tapped(page, pick),
      (pick) => this.tapped(page, pick),
      () => ({ kind: 'turnPage', page, to: 'back', spentMs: 900 }),
      // To the end at once, by the address of the last page.
      () => ({
        kind: 'turnPage',
        page: this.pageAt(this.world.definition.pages.length - 1),
        to: 'next',
        spentMs: 1,
      }),
    ];
  }

  private tapped(page: string, pick: number): PhoneEvent {
    const { answers } = this.state.attempt as LocalAttempt;
    const items = openItems(this.world.definition, answers, page);
    const item = items[pick % items.length] ?? '';
    const answer = Math.floor(pick / items.length) % 3;
    this.world.heardAnswer(this.state, item, answer);
    return { kind: 'tap', item, answer, isUnclear: pick % 5 === 0 };
  }

  /** With the code that this phone holds. */
  private behindCode(): Offer[] {
    const { code, attemptId } = this.state.session;
    if (code === undefined || attemptId === undefined) return [begin];
    return [
      async () => {
        const attempt = this.unkept() ?? (await storage.attempt(attemptId));
        if (attempt)
          await this.raise({ kind: 'continueAttempt', attempt, code, language: 'kk', hasAsked: false });
      },
      () => ({ kind: 'startAgain', code, questionnaire, earlier: [], saidBefore: undefined }),
      async () => {
        this.world.heardErasing(attemptId, code);
        const isErased = await eraseCode([{ id: attemptId } as never], code);
        if (isErased) await this.raise({ kind: 'eraseAll', code });
      },
    ];
  }
}
