/**
 * Whatever somebody does on a phone, in two tabs that are loaded anew at any moment, on a network that loses requests and
 * answers, on a disk that becomes full: no answer is lost, and nothing stays that was to go.
 */
import fc from 'fast-check';
import { openPages } from '../../../server/core/definition/routing';
import type { Answers } from '../../../server/core/definition/types';
import { type Act, isSafelySent, type LocalAttempt } from '../../../views/client/phone/model/attempt';
import type { PhoneSession } from '../../../views/client/phone/model/session';
import type { PhoneState, ShownPage } from '../../../views/client/phone/state/state';
import { disk, emptyDisk } from '../../support/phone/database-in-memory';
import { aPage, type PageInNode } from '../../support/phone/page-in-node';
import {
  type Choice,
  nothingOwn,
  type Own,
  type Shown,
  SimulatedTab,
  type World,
} from '../../support/phone/simulated-phone';
import { type Lost, SimulatedServer } from '../../support/phone/simulated-server';
import { definition } from '../core/support';

jest.mock('../../../views/client/phone/storage/database', () =>
  jest.requireActual('../../support/phone/database-in-memory'),
);
/** Windows that tell each other nothing: the harder case. */
jest.mock('../../../views/client/phone/storage/other-windows', () => ({ tellOtherWindows: () => undefined }));
/** Sealed is what can be read here all the same; the real seal is tried with the real server. */
jest.mock('../../../views/client/phone/network/sending/seal', () => ({
  canSeal: () => true,
  seal: async (attempt: LocalAttempt) => {
    const { uploadOf, isProfileTouched } = jest.requireActual(
      '../../../views/client/phone/model/stored-copy',
    );
    const { id, touched } = attempt;
    const sealed = { id, touched, upload: uploadOf(attempt), isProfileTouched: isProfileTouched(attempt) };
    return { id, sealed: JSON.stringify(sealed) };
  },
}));

type Step =
  /** @param isCutOff the page is loaded anew before anything has come of it */
  | ({ kind: 'act'; tab: number; isCutOff: boolean } & Choice)
  | { kind: 'reload' | 'comeBack' | 'send'; tab: number }
  | { kind: 'answer'; pick: number; isLost: Lost | null }
  | { kind: 'disk'; isFull: boolean }
  | { kind: 'wait' };

const aTab = fc.nat(1);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      tab: aTab,
      which: fc.oneof({ arbitrary: fc.constant(0), weight: 1 }, { arbitrary: fc.nat(9), weight: 1 }),
      pick: fc.nat(99),
      isCutOff: fc.nat(9).map((one) => one === 0),
    }),
    weight: 12,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom('reload', 'comeBack', 'send'), tab: aTab }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      pick: fc.nat(3),
      isLost: fc.constantFrom(null, null, 'request' as const, 'answer' as const),
    }),
    weight: 5,
  },
  { arbitrary: fc.constant({ kind: 'wait' as const }), weight: 1 },
);

const aStepOnFullDisk: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: aStep, weight: 9 },
  { arbitrary: fc.record({ kind: fc.constant('disk' as const), isFull: fc.boolean() }), weight: 1 },
);

/** The last answer to a question. */
interface Saying {
  answer: number;
  by: SimulatedTab | undefined;
}

interface Beginning {
  /** Whose phone it is, and what is answered. */
  pick: number;
  /** What is done on each page: see simulated-phone.ts. */
  ways: number[];
  /** The server's key is here, so that what is unsent can be sealed. */
  hasKey: boolean;
}

const toQuestions = [0, 0, 0, 0, 0];
const toEnd = [...toQuestions, 0, 5];
const aBeginning: fc.Arbitrary<Beginning> = fc.record({
  pick: fc.nat(9),
  hasKey: fc.boolean(),
  ways: fc.constantFrom([], toQuestions, toQuestions, toEnd, [...toEnd, 0]),
});

const settle = async () => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** What has to hold where a page stands, said without the core's own steps. */
const allowed: Record<ShownPage, (state: PhoneState, questions: string) => boolean> = {
  about: ({ session }) => !session.assent,
  phone: ({ session }) => session.assent === true && session.isSharedPhone === undefined,
  profile: ({ session }) => session.assent === true && session.isSharedPhone !== undefined,
  code: ({ session, attempt }) => session.code === attempt?.code && attempt?.submittedAt === null,
  page: ({ session, attempt }, questions) =>
    session.hasSavedCode === true &&
    attempt?.submittedAt === null &&
    openPages(definition, attempt.answers).includes(questions),
  check: ({ session, attempt }) => session.hasSavedCode === true && attempt?.submittedAt === null,
  result: ({ attempt }) => attempt !== null && attempt.submittedAt !== null,
  feedback: ({ attempt }) => attempt !== null && attempt.submittedAt !== null,
  finish: ({ session, attempt }) => session.attemptId === undefined && attempt === null,
  ...{ start: () => true, later: () => true, young: () => true, my: () => true },
};

class SimulatedPhone implements World {
  readonly hash = 'a'.repeat(16);
  readonly definition = definition;
  readonly questionnaire = 'self-diagnosis/v1';
  readonly server = new SimulatedServer();
  /** By attempt and question. */
  private readonly said = new Map<string, Map<string, Saying>>();
  readonly wiped = new Set<string>();
  readonly mistakes: string[] = [];
  private tabs: SimulatedTab[] = [];
  private begun = 0;
  private readonly seen = new Map<
    string,
    { kept: number; known: number; stored: number; contents: Set<string> }
  >();
  private wasFull = false;
  private finishing: string[] = [];

  newId = (): string => {
    this.begun += 1;
    return `00000000-0000-4000-8000-${String(this.begun).padStart(12, '0')}`;
  };

  heardErasing = (id: string, code: string): void => this.server.note(id, code);

  heardPage = (state: PhoneState, { page, questions }: Shown): void => {
    const isOfSession = state.attempt === null || state.attempt.id === state.session.attemptId;
    if (!allowed[page](state, questions) || !isOfSession)
      this.mistakes.push(`shows ${page} at ${JSON.stringify({ ...state, questionnaire: '' })}`);
    if (page !== 'finish') return;
    // What began in another tab meanwhile stays there.
    for (const id of this.finishing) this.wiped.add(id);
  };

  heardFinish = ({ session }: PhoneState): void => {
    const attempts = [...disk.rows.attempts.values()] as LocalAttempt[];
    const ending = attempts.filter(({ isSharedPhone }) => isSharedPhone || !session.isGuest);
    this.finishing = ending.map(({ id }) => id);
  };

  heardAnswer = (state: PhoneState, item: string, answer: number): void => {
    const { attempt, isKept } = state;
    if (attempt === null) return;
    // What another tab has submitted or finished takes no answer any more.
    const taking = isKept ? keptAttempt(attempt.id) : attempt;
    // Nor what a page has submitted for which there was no room.
    if (taking?.submittedAt !== null || this.isFinal(attempt.id)) return;
    const by = this.tabs.find(({ scene }) => scene.state === state);
    const said = this.said.get(attempt.id) ?? new Map<string, Saying>();
    this.said.set(attempt.id, said.set(item, { answer, by }));
    if (this.isContested(attempt.id, item, by)) said.delete(item);
  };

  /** Finished elsewhere, where there was no room for what this page held. */
  heardLoss = (state: PhoneState): void => {
    if (state.attempt && this.wasFull) this.forgetMemory(state.attempt.id);
  };

  heardTooYoung = (id: string): void => {
    this.said.delete(id);
    // Where there is no room, a second tab that holds the same attempt does not hear of it.
    if (this.heldAlone(id).length === 0) this.wiped.add(id);
  };

  /** Another tab has an answer to it that may be kept or sent later, where there is no room for it yet. */
  private isContested(id: string, item: string, by: SimulatedTab | undefined): boolean {
    return this.heldAlone(id, by).some(({ answers }) => item in answers);
  }

  /**
   * Of two tabs that hold different answers where there is no room, as of two phones, the last to arrive counts; and one may
   * submit without what the other holds.
   */
  private isOpen(id: string, item: string, { answer, by }: Saying): boolean {
    if (this.isFinal(id) && by && heldAloneIn(by, id)?.submittedAt === null) return true;
    return this.heldAlone(id, by).some(
      ({ submittedAt, answers }) => answers[item] !== answer && (item in answers || submittedAt !== null),
    );
  }

  private isFinal(id: string): boolean {
    const isSubmitted = (keptAttempt(id)?.submittedAt ?? null) !== null;
    return isSubmitted || this.server.stored(id)?.submitted === true;
  }

  /** What pages have of an attempt and there was no room for. */
  private heldAlone(id: string, except?: SimulatedTab): LocalAttempt[] {
    const held = this.tabs.map((tab) => (tab === except ? null : heldAloneIn(tab, id)));
    return held.filter((one) => one !== null);
  }

  /** Two tabs: one has gone on as far as is said, and on somebody's own phone the other is there too. */
  async begin({ pick, ways, hasKey }: Beginning): Promise<void> {
    disk.rows.facts.set('language', 'kk');
    if (hasKey) disk.rows.facts.set('sealingKey', { id: 'key', key: '' });
    this.tabs = [await this.opened(nothingOwn), await this.opened(nothingOwn)];
    for (const which of ways) await this.take({ kind: 'act', tab: 0, which, pick, isCutOff: false });
    await this.take({ kind: 'reload', tab: 1 });
  }

  private opened(own: Own): Promise<SimulatedTab> {
    return SimulatedTab.open(this, own);
  }

  private async reload(index: number): Promise<void> {
    const tab = this.tabs[index] as SimulatedTab;
    tab.isGone = true;
    this.server.waiting = this.server.waiting.filter(({ from }) => from !== tab);
    await settle();
    const { attempt, isKept } = tab.scene.state;
    if (attempt && (!isKept || disk.isFull)) this.forgetMemory(attempt.id);
    this.tabs[index] = await this.opened(tab.own);
  }

  /** What only a page held, on a full disk, goes with the page, as it says. */
  private forgetMemory(id: string): void {
    const left = this.lies(id);
    for (const [item, { answer }] of this.said.get(id) ?? [])
      if (left.length === 0 || left.some((answers) => answers[item] !== answer))
        this.said.get(id)?.delete(item);
  }

  /** What lies of an attempt in each place. */
  private lies(id: string): Answers[] {
    const sealed = disk.rows.sealed.get(id) as { sealed: string } | undefined;
    const memories = this.heldAlone(id).map(({ answers }) => answers);
    const kept = keptAttempt(id)?.answers ?? (sealed && JSON.parse(sealed.sealed).upload.answers);
    const stored = this.server.stored(id)?.answers;
    // What a page sent for which there was no room is newer than what is kept here, which takes it in when it is sent.
    const sent = this.wasFull || !kept ? stored : undefined;
    return [kept, sent, ...memories].filter((one) => one !== undefined);
  }

  async take(step: Step): Promise<void> {
    const tab = 'tab' in step ? (this.tabs[step.tab] as SimulatedTab) : null;
    if (tab) this.server.sender = tab;
    switch (step.kind) {
      case 'act':
        // What cannot be done is said, and can be tried again.
        void tab?.act(step).catch(() => undefined);
        if (step.isCutOff) await this.reload(step.tab);
        break;
      case 'reload':
        await this.reload(step.tab);
        break;
      case 'comeBack':
        void tab?.comeBack();
        break;
      case 'send':
        void tab?.send();
        break;
      case 'answer':
        await this.answer(step.pick, step.isLost);
        break;
      case 'disk':
        disk.isFull = step.isFull;
        this.wasFull ||= step.isFull;
        break;
      case 'wait':
        jest.advanceTimersByTime(2_500);
    }
    await settle();
    this.check();
  }

  private async answer(pick: number, isLost: Lost | null): Promise<void> {
    const { server } = this;
    const [request] = server.waiting.splice(pick % (server.waiting.length || 1), 1);
    if (!request) return;
    server.sender = request.from;
    await request.end(isLost);
  }

  /** Network and room return, and somebody opens the site. */
  async end(): Promise<void> {
    disk.isFull = false;
    for (const tab of [...this.tabs, ...this.tabs]) {
      this.server.sender = tab;
      void tab.send();
      await settle();
      for (let asked = 0; this.server.waiting.length > 0; asked += 1) {
        expect(asked).toBeLessThan(100);
        await this.answer(0, null);
        await settle();
      }
    }
    this.check();
    for (const [id, said] of this.said) {
      const last = Object.fromEntries([...said].map(([item, { answer }]) => [item, answer]));
      if (!this.isOver(id)) expect(this.server.stored(id)?.answers ?? {}).toMatchObject(last);
    }
  }

  private isOver(id: string): boolean {
    return this.server.erased.has(id);
  }

  /** By plain comparison: asking Jest each time took more than half of a run. */
  private check(): void {
    for (const [id, said] of this.said) {
      if (this.isOver(id)) continue;
      const lying = this.lies(id);
      for (const [item, saying] of said)
        if (this.isOpen(id, item, saying)) said.delete(item);
        else if (!lying.some((answers) => answers[item] === saying.answer))
          this.mistakes.push(`lost ${item}: ${saying.answer} of ${id}, where ${JSON.stringify(lying)} lies`);
      this.checkOrder(id);
    }
    const session = disk.rows.facts.get('session') as PhoneSession | undefined;
    const acts = [...disk.rows.acts.values()] as Act[];
    for (const id of this.wiped)
      if (session?.attemptId === id || keptAttempt(id) || acts.some(({ attemptId }) => attemptId === id))
        this.mistakes.push(`kept of ${id}, which was to go`);
    if (this.mistakes.length > 0) throw new Error(this.mistakes.join('\n'));
  }

  /** Numbers only grow, and the server has what was kept here at some time, never less than it had. */
  private checkOrder(id: string): void {
    const { contents, ...before } = this.seen.get(id) ?? {
      ...{ kept: 0, known: 0, stored: 0 },
      contents: new Set(['{}']),
    };
    const kept = keptAttempt(id);
    const stored = this.server.stored(id);
    const now = {
      kept: kept?.sequence ?? before.kept,
      known: kept?.known?.sequence ?? before.known,
      stored: stored?.sequence ?? before.stored,
    };
    if (kept) contents.add(JSON.stringify(kept.answers));
    this.seen.set(id, { ...now, contents });
    // What was changed and changed back is no longer one step ahead of what the server has.
    const isBack = kept !== undefined && isSafelySent(kept);
    const isGrown =
      now.known >= before.known && now.stored >= before.stored && (now.kept >= before.kept || isBack);
    if (!isGrown || (kept && now.known > now.kept))
      this.mistakes.push(`numbered ${JSON.stringify(now)} after ${JSON.stringify(before)}`);
    if (stored && !this.wasFull && !contents.has(JSON.stringify(stored.answers)))
      this.mistakes.push(`stored ${JSON.stringify(stored.answers)}, which was never here`);
  }
}

const heldAloneIn = ({ isGone, scene: { state } }: SimulatedTab, id: string): LocalAttempt | null =>
  !isGone && !state.isKept && state.attempt?.id === id ? state.attempt : null;

const keptAttempt = (id: string) => disk.rows.attempts.get(id) as LocalAttempt | undefined;

const realFetch = global.fetch;
let page: PageInNode;
beforeEach(() => {
  page = aPage();
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
  page.leave();
  global.fetch = realFetch;
});

const property = (step: fc.Arbitrary<Step>) =>
  fc.asyncProperty(aBeginning, fc.array(step, { maxLength: 30, size: 'max' }), async (beginning, steps) => {
    emptyDisk();
    const phone = new SimulatedPhone();
    global.fetch = phone.server.fetch as typeof fetch;
    await phone.begin(beginning);
    for (const step of steps) await phone.take(step);
    await phone.end();
  });

const act = (tab: number, which = 0, pick = 1): Step => ({ kind: 'act', tab, which, pick, isCutOff: false });
const acts = (tab: number, count: number) => Array.from({ length: count }, () => act(tab));
const ownPhone: Beginning = { pick: 1, ways: [], hasKey: true };

/** What was wrong once, and is rare. */
const examples: [Beginning, Step[]][] = [
  // Both tabs begin one attempt; the second describes its person after the first has answered.
  [ownPhone, [...acts(1, 3), { kind: 'reload', tab: 0 }, ...acts(0, 3), act(1)]],
  // One comes back to a page that belongs to what the other has left.
  [ownPhone, [...acts(1, 3), act(0), { kind: 'comeBack', tab: 1 }, act(1)]],
  // One finishes while the other still sends the question to a psychologist.
  [{ ...ownPhone, ways: [...toEnd, 0] }, [act(1), act(0, 2), { kind: 'wait' }]],
];

const room = (isThere: boolean): Step => ({ kind: 'disk', isFull: !isThere });

const onQuestions: Beginning = { ...ownPhone, ways: toQuestions };

const examplesOnFullDisk: [Beginning, Step[]][] = [
  // One tab answers where there is room again, and then the other, of whose answers there was none for the first.
  [onQuestions, [room(false), act(0), room(true), act(1, 0, 2), act(0, 0, 3)]],
  // Somebody finishes with what the page alone holds.
  [onQuestions, [room(false), act(0), act(0, 5), act(0), room(true), act(0, 2)]],
  // Somebody begins once more, with the same code, while the page alone holds what was answered.
  [{ ...onQuestions, pick: 0, hasKey: false }, [room(false), act(0), act(0, 6), act(0, 1), room(true)]],
  // One asks for a psychologist without room, after the other has finished.
  [
    { ...ownPhone, pick: 0, ways: toEnd },
    [act(1, 3), room(false), act(1), room(true), act(0), act(0, 8), act(1)],
  ],
  // A shared phone is begun anew without room for the next session, and the page is loaded again.
  [
    { pick: 0, hasKey: false, ways: toEnd },
    [
      ...[
        { kind: 'answer', pick: 3, isLost: null } as const,
        { kind: 'answer', pick: 0, isLost: null } as const,
      ],
      ...[room(false), act(1), { kind: 'reload', tab: 1 } as const, act(1, 3), act(1), room(true)],
      { kind: 'answer', pick: 3, isLost: null },
    ],
  ],
];

/** The same in each run of the suite; `npm run phone-steps` goes where nobody has been. */
const runs = (usual: number) =>
  process.env.PHONE_RUNS ? { numRuns: Number(process.env.PHONE_RUNS) } : { numRuns: usual, seed: 1 };

it('a phone loses no answer, whatever is done in two tabs', () =>
  fc.assert(property(aStep), { ...runs(600), examples }));

it('nor where there is no room for a while', () =>
  fc.assert(property(aStepOnFullDisk), { ...runs(400), examples: examplesOnFullDisk }));
