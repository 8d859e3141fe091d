/**
 * Moves the machine's date, as programs see it, by DATE_SHIFT_DAYS: `Date.now()`, `new Date()` and `Date()`.
 * Preloaded by NODE_OPTIONS it reaches a process, its worker threads and its child processes; as a setup file of Jest it
 * reaches the context of each test, which has a `Date` of its own.
 * It does not reach what asks the system itself: files' times, `Intl.DateTimeFormat` without a date, `Temporal`, timers and
 * the monotonic clock (which have no date), a vm context that somebody makes, child processes with an environment of
 * their own, and programs that are not Node, a browser among them.
 */
const shiftMs = Number(process.env.DATE_SHIFT_DAYS ?? 0) * 24 * 60 * 60 * 1000;
const RealDate = Date;
const now = () => RealDate.now() + shiftMs;

const ShiftedDate = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

RealDate.prototype.constructor = ShiftedDate;
globalThis.Date = ShiftedDate;
