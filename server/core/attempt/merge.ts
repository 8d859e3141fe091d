/** One attempt on two devices, put together: by a phone with what the server holds, by the server with a sealed copy. Pure. */
import type { AttemptContent } from './content';

/** A device's copy, and what of it was changed there since the server last had it. */
export interface DeviceCopy extends AttemptContent {
  /** Questions that were answered or marked. */
  touched: readonly string[];
  isProfileTouched: boolean;
}

/**
 * Of each question the device's word where it was touched there, otherwise the stored one; no answer is ever taken back.
 * A device whose copy is refused merges and sends again: of two that touched one question, the later to arrive wins.
 */
export function merged(device: DeviceCopy, stored: AttemptContent): AttemptContent {
  const isOfDevice = (item: string) => device.touched.includes(item);
  const ownAnswers = Object.entries(device.answers).filter(
    ([item]) => isOfDevice(item) || stored.answers[item] === undefined,
  );
  const marked = [...new Set([...device.unclear, ...stored.unclear])];
  const timings = { ...stored.timings };
  for (const [page, spentMs] of Object.entries(device.timings))
    timings[page] = Math.max(spentMs, timings[page] ?? 0);
  return {
    language: device.language,
    profile: device.isProfileTouched ? device.profile : stored.profile,
    answers: { ...stored.answers, ...Object.fromEntries(ownAnswers) },
    timings,
    unclear: marked.filter((item) => (isOfDevice(item) ? device : stored).unclear.includes(item)).sort(),
    shown: device.shown,
  };
}
