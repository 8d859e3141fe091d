/**
 * The list of cases with a script: the numbers refresh by themselves as long as somebody can see them, something urgent is
 * called out, and keys lead through the list. Without it links and buttons do the same.
 */
const restMs = 20_000;
const longestRestMs = 5 * 60_000;

interface Answer {
  counts: Record<string, string>;
  urgent: number;
  newestAt: string | null;
}

const queue = document.querySelector<HTMLElement>('[data-queue]');
if (queue) {
  keepFresh(queue);
  leadByKeys(queue);
}

function keepFresh(queue: HTMLElement): void {
  const find = <One extends HTMLElement>(name: string) => queue.querySelector<One>(`[data-${name}]`);
  const [live, status, refresh] = [find('live'), find('status'), find('refresh')];
  const { counts: address = '', changed = '', called = '', failed = '', signedOut = '' } = queue.dataset;
  const title = document.title;
  const bell = soundAt(find<HTMLButtonElement>('sound'));
  let newestAt = queue.dataset.newest ?? '';
  let tag = '';
  let failures = 0;
  let isChanged = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  if (live) live.hidden = false;
  showBadge(Number(queue.dataset.urgent));

  function showBadge(urgent: number): void {
    document.title = urgent > 0 ? `(${urgent}) ${title}` : title;
  }

  const showStatus = (text: string) => {
    if (status && status.textContent !== text) status.textContent = text;
  };

  function show({ counts, urgent, newestAt: newest }: Answer): void {
    for (const field of queue.querySelectorAll<HTMLElement>('[data-count]')) {
      const count = counts[field.dataset.count ?? ''];
      if (count === undefined || count === field.textContent) continue;
      field.textContent = count;
      isChanged = true;
    }
    const isCalling = newest !== null && newest > newestAt;
    newestAt = newest ?? newestAt;
    showBadge(urgent);
    if (refresh) refresh.hidden = !isChanged && !isCalling;
    if (isCalling) bell();
    if (isCalling || isChanged) showStatus(isCalling ? called : changed);
    else if (failures > 0) showStatus('');
  }

  async function ask(): Promise<void> {
    try {
      const response = await fetch(address, {
        headers: { Accept: 'application/json', ...(tag && { 'If-None-Match': tag }) },
      });
      // Asking on would not help.
      if (response.status === 401) return showStatus(signedOut);
      if (response.status === 200) {
        tag = response.headers.get('ETag') ?? '';
        show(await response.json());
      } else if (response.status !== 304) throw new Error(String(response.status));
      failures = 0;
    } catch {
      failures += 1;
      showStatus(failed);
    }
    rest();
  }

  /** Not all desks at the same moment. */
  function rest(): void {
    clearTimeout(waiting);
    const ms = Math.min(longestRestMs, restMs * 2 ** failures);
    waiting = setTimeout(ask, ms * (1 + Math.random() / 10));
  }

  refresh?.setAttribute('href', location.href);
  rest();
}

/** A short tone, for those who asked for it in this browser. @returns what sounds it */
function soundAt(button: HTMLButtonElement | null): () => void {
  const key = 'queue-sound';
  let isOn = localStorage.getItem(key) === 'on';
  let context: AudioContext | undefined;
  const showState = () => button?.setAttribute('aria-pressed', String(isOn));

  function sound(): void {
    if (!isOn) return;
    context ??= new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.2, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.6);
  }

  button?.addEventListener('click', () => {
    isOn = !isOn;
    localStorage.setItem(key, isOn ? 'on' : 'off');
    showState();
    // So that one hears what one has chosen; browsers also allow no sound before a click.
    sound();
  });
  showState();
  return sound;
}

/** j and k go through the list, Enter opens as any link does, c claims, ? tells so. */
function leadByKeys(queue: HTMLElement): void {
  const key = 'queue-keys';
  const dialog = queue.querySelector<HTMLDialogElement>('[data-keys]');
  const choice = queue.querySelector<HTMLInputElement>('[data-keys-on]');
  const cases = [...queue.querySelectorAll<HTMLElement>('[data-case]')];
  const isOn = () => localStorage.getItem(key) !== 'off';
  const current = () => cases.findIndex((one) => one.contains(document.activeElement));

  if (choice) {
    choice.checked = isOn();
    choice.addEventListener('change', () => localStorage.setItem(key, choice.checked ? 'on' : 'off'));
  }
  queue.querySelector('[data-open-keys]')?.addEventListener('click', () => dialog?.showModal());

  function move(step: number): void {
    const at = current();
    const next = cases[at < 0 ? 0 : at + step];
    next?.querySelector<HTMLElement>('.queue-link')?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  const acts: Record<string, () => void> = {
    j: () => move(1),
    k: () => move(-1),
    c: () => cases[current()]?.querySelector<HTMLElement>('[data-take]')?.click(),
  };

  document.addEventListener('keydown', (event) => {
    const { target, ctrlKey, altKey, metaKey } = event;
    const isTyping = target instanceof HTMLElement && target.matches('input, select, textarea');
    if (isTyping || ctrlKey || altKey || metaKey || dialog?.open) return;
    if (event.key === '?') dialog?.showModal();
    // By the key and not by its letter: on a Kazakh or Russian keyboard there is no j.
    const act = acts[event.code.replace(/^Key/, '').toLowerCase()];
    if (act && isOn()) act();
  });
}

export {};
