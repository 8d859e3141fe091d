/** Two windows may be in view at once: what one of them keeps, the other shows. Their service worker takes part. */

let opened: BroadcastChannel | null = null;

function channel(): BroadcastChannel {
  opened ??= new BroadcastChannel('kept');
  return opened;
}

export const tellOtherWindows = (): void => channel().postMessage(null);

export const hearOtherWindows = (listen: () => void): void => channel().addEventListener('message', listen);
