/** Keeps what is typed into the box of a reply, letter by letter, until it is sent. */
import { type BegunReply, begunReplies } from './storage/begun-replies';

/** Where it is kept nobody has to be asked before the page is left; where it cannot be kept, it is asked again. */
export function keepReply(form: HTMLFormElement, reply: BegunReply): void {
  const box = form.querySelector('textarea');
  if (!box) return;
  let isWriting = false;
  let isWanted = false;
  // One write at a time, and the newest text last.
  const keep = async (): Promise<void> => {
    isWanted = isWriting;
    if (isWriting) return;
    isWriting = true;
    await begunReplies.write(reply, box.value).then(
      () => delete form.dataset.guard,
      () => {
        form.dataset.guard = '';
      },
    );
    isWriting = false;
    if (isWanted) await keep();
  };
  box.addEventListener('input', () => void keep());
}
