/**
 * The board of a class with a script: its numbers refresh by themselves while someone can see them, more slowly while
 * that fails. Without it a link does the same.
 */
const restMs = 5_000;
const longestRestMs = 60_000;
const patienceMs = 15_000;
/** A large campaign takes long to count: boards wait many times as long as the counting took. */
const restForWork = 20;

interface Answer {
  state: string;
  numbers: Record<string, string>;
}

const board = document.querySelector<HTMLElement>('[data-board]');
if (board) keepFresh(board);

function keepFresh(board: HTMLElement): void {
  const status = board.querySelector<HTMLElement>('[data-status]');
  let freshAt = new Date();
  let failures = 0;
  let isAsking = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const showStatus = (text: string) => {
    if (status && status.textContent !== text) status.textContent = text;
  };

  /** Not all boards of a school at the same moment. */
  const scheduleRefresh = (ms: number) => {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(refresh, ms * (1 + Math.random() / 5));
  };

  async function refresh(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const askedAt = performance.now();
    try {
      show(await ask(board.dataset.numbers ?? ''));
      freshAt = new Date();
      failures = 0;
      showStatus('');
    } catch {
      failures += 1;
      showStatus(board.dataset.failed?.replace('§', clockTime(freshAt)) ?? '');
    }
    isAsking = false;
    const workMs = restForWork * (performance.now() - askedAt);
    scheduleRefresh(
      Math.min(longestRestMs, failures > 0 ? restMs * 2 ** failures : Math.max(restMs, workMs)),
    );
  }

  /** A campaign that began or ended, and a link that was withdrawn, have another page. */
  function show(answer: Answer | null): void {
    if (answer === null || answer.state !== board.dataset.state) {
      location.reload();
      return;
    }
    for (const field of board.querySelectorAll<HTMLElement>('[data-number]'))
      field.textContent = answer.numbers[field.dataset.number ?? ''] ?? field.textContent;
  }

  board.querySelector('[data-refresh]')?.addEventListener('click', (event) => {
    event.preventDefault();
    void refresh();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(waiting);
    else void refresh();
  });
  scheduleRefresh(restMs);
}

/** null where there is nothing any more. @throws whatever else went wrong */
async function ask(address: string): Promise<Answer | null> {
  const patience = new AbortController();
  const timeout = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(address, {
      headers: { Accept: 'application/json' },
      signal: patience.signal,
    });
    if (response.status === 404) return null;
    // Who is signed out is led to a page.
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    return await response.json();
  } finally {
    clearTimeout(timeout);
  }
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** '09:05', as the clock of this machine shows it. */
const clockTime = (moment: Date): string =>
  `${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;

const fullScreenButton = document.querySelector<HTMLElement>('[data-full-screen]');
if (fullScreenButton && document.fullscreenEnabled) {
  fullScreenButton.hidden = false;
  fullScreenButton.setAttribute('aria-pressed', 'false');
  fullScreenButton.addEventListener('click', () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen();
  });
  document.addEventListener('fullscreenchange', () => {
    fullScreenButton.setAttribute('aria-pressed', String(document.fullscreenElement !== null));
  });
}

export {};
