/** Sends for a page: what is kept, and on a phone that keeps nothing more what the page holds. */

import type { LocalAttempt } from './model/attempt';
import { sendHeld } from './network/sending/held';
import { sendAlone, sender } from './network/sending/sender';
import { added } from './network/sending/upload';
import type { Scene } from './pages/page';
import { News } from './parts/news';
import type { Kept, PhoneEvent } from './state/events';
import { tellOtherWindows } from './storage/other-windows';

interface Sender {
  scene: Scene;
  readFurther(): Promise<unknown>;
  /** All that waited is sent. */
  sentAll(): void;
  raise(event: PhoneEvent): Promise<void>;
  readKept(): Promise<Kept | null>;
}

export class Sending {
  private readonly news: News;
  private readonly sendKept: (isNewVisit?: boolean) => Promise<void>;
  /** Of which the page has newer answers than there was room for, when sending began. */
  private leftOut: string | undefined;

  constructor(private readonly phone: Sender) {
    this.news = new News(phone);
    this.sendKept = sender(
      {
        sendKept: (isNewVisit) => {
          this.leftOut = this.held()?.id;
          return sendAlone(isNewVisit, this.leftOut);
        },
        sendHeld: () => this.sendLeftOut(),
      },
      ({ waiting }) => void this.end(waiting === 0),
    );
  }

  /** What waits here, now and until it is acknowledged. */
  send(isNewVisit: boolean): Promise<void> {
    return this.sendKept(isNewVisit);
  }

  sendHeld() {
    const { phone } = this;
    return sendHeld({
      held: () => this.held(),
      hold: (attempt) => void phone.raise({ kind: 'answered', attempt }),
    });
  }

  /** Where room was found meanwhile, it lies in the storage by now. */
  private async sendLeftOut() {
    const sending = await this.sendHeld();
    return this.leftOut !== undefined && !this.held() ? added(sending, await sendAlone()) : sending;
  }

  /** What the page has and there was no room for. */
  private held(): LocalAttempt | null {
    const { isKept, attempt } = this.phone.scene.state;
    return isKept ? null : attempt;
  }

  private async end(isDone: boolean): Promise<void> {
    const kept = await this.phone.readKept();
    const isAskWaiting = document.querySelector('[data-ask-waiting]') !== null;
    await this.phone.raise({ kind: 'endSending', isDone, kept, isAskWaiting });
    if (!isDone) return;
    tellOtherWindows();
    this.phone.sentAll();
    await this.news.look();
  }
}
