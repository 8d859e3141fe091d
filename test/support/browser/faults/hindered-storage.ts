/** Browsers whose storage refuses, is full or is slow; put into a page before its own script runs. */
import type { Page } from 'playwright-core';

/** How a browser refuses to keep anything. */
export type Refusal = 'missing' | 'throws' | 'fails';

export function refuseStorage(page: Page, refusal: Refusal): Promise<unknown> {
  return page.addInitScript((how) => {
    if (how === 'missing') Object.defineProperty(window, 'indexedDB', { value: undefined });
    else
      IDBFactory.prototype.open = () => {
        if (how === 'throws') throw new DOMException('refused', 'SecurityError');
        const request = new EventTarget() as EventTarget & { onerror?: () => void; error: unknown };
        request.error = new DOMException('refused', 'UnknownError');
        setTimeout(() => request.onerror?.());
        return request as unknown as IDBOpenDBRequest;
      };
  }, refusal);
}

/** A window that hears nothing of what others keep, as one that its browser has frozen. */
export function deafen(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => undefined;
  });
}

interface Hindered {
  /** What has room: everything, all but attempts (which are the largest), or nothing. */
  hasRoomFor?: 'all' | 'little' | 'nothing';
  /** Whether writes go on; until then they are under way. */
  isStuck?: boolean;
}

/** Storage that can be hindered later, as it happens to a phone that becomes full. */
export function hinderable(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    const { commit } = IDBTransaction.prototype;
    const hindered = window as Hindered;
    IDBObjectStore.prototype.put = function (value, ...key) {
      const { hasRoomFor = 'all' } = hindered;
      if (hasRoomFor === 'nothing' || (hasRoomFor === 'little' && value.answers))
        throw new DOMException('full', 'QuotaExceededError');
      // A transaction lives as long as it is asked for something.
      const wait = () => {
        if (hindered.isStuck) this.count().onsuccess = wait;
      };
      wait();
      return put.call(this, value, ...key);
    };
    // Otherwise it would be over as soon as it is told to be.
    IDBTransaction.prototype.commit = function () {
      if (!hindered.isStuck) commit.call(this);
    };
  });
}

export function hinder(page: Page, changes: Hindered): Promise<void> {
  return page.evaluate((more) => {
    Object.assign(window, more);
  }, changes);
}
