/** On somebody's own phone every page says that an answer has come, until it is read. */
import { ask, isFine } from '../network/request';
import type { Scene } from '../pages/page';

/** What is asked for with a wish to send is not asked again so soon. */
const restMs = 60_000;

export class News {
  private askedAt = 0;
  private hasCome = false;

  constructor(private readonly phone: { scene: Scene; readFurther(): Promise<unknown> }) {
    document.addEventListener('drawn', () => void this.show());
  }

  async look(): Promise<void> {
    const { isSharedPhone, code } = this.phone.scene.state.session;
    if (isSharedPhone !== false || code === undefined || Date.now() - this.askedAt < restMs) return;
    this.askedAt = Date.now();
    const answer = await ask('GET', '/api/my/news', code);
    if (!isFine(answer)) return;
    this.hasCome = Number(answer?.body.unread) > 0;
    await this.show();
  }

  private async show(): Promise<void> {
    // Behind the code the letter itself stands first; what is read there is asked about anew.
    if (this.phone.scene.state.place.name === 'my') this.askedAt = 0;
    else if (this.hasCome) await this.draw();
  }

  private async draw(): Promise<void> {
    await this.phone.readFurther();
    const main = document.querySelector('main');
    if (!main || main.querySelector('[data-news]')) return;
    const word = document.createElement('p');
    word.className = 'card card-warm';
    word.dataset.news = '';
    word.role = 'status';
    word.innerHTML = `<a href="/my">${this.phone.scene.reader.t('screening:answerHasCome')}</a>`;
    main.prepend(word);
  }
}
