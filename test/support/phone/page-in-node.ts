/** What the phone asks of a browser's window, for tests without one: whether it is seen, its events, and locks. */

type Granted = () => Promise<unknown>;

/** Web Locks with one lock, first come first served. */
class Locks {
  private isHeld = false;
  private readonly waiting: (() => void)[] = [];

  async request(_name: string, { signal }: { signal: AbortSignal }, granted: Granted): Promise<unknown> {
    if (this.isHeld)
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        signal.addEventListener('abort', () => {
          this.waiting.splice(this.waiting.indexOf(resolve), 1);
          reject(signal.reason);
        });
      });
    this.isHeld = true;
    try {
      return await granted();
    } finally {
      this.isHeld = false;
      this.waiting.shift()?.();
    }
  }

  /** Who asks now would wait. */
  get isTaken(): boolean {
    return this.isHeld;
  }

  /** Somebody who never lets go. */
  takeForEver(): void {
    void this.request('', new AbortController(), () => new Promise(() => undefined));
  }
}

export interface PageInNode {
  locks: Locks;
  /** Raises an event as the browser does. */
  happen(type: string, more?: object): void;
  hide(): void;
  show(): void;
  leave(): void;
}

/** Stands in the globals until it is left. */
export function aPage(): PageInNode {
  const events = new EventTarget();
  const locks = new Locks();
  const page = { hidden: false };
  const globals = {
    document: page,
    navigator: { locks },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  const before = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  const happen = (type: string, more = {}) => events.dispatchEvent(Object.assign(new Event(type), more));
  const turnTo = (hidden: boolean) => {
    page.hidden = hidden;
    happen('visibilitychange');
  };
  return {
    locks,
    happen,
    hide: () => turnTo(true),
    show: () => turnTo(false),
    leave() {
      for (const [name, descriptor] of before)
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
    },
  };
}
