/** Reads the QR of a code card with the camera, where the browser has a reader of its own. */
import { isCode } from '../../../../../server/core/attempt/code';
import type { Reader } from '../../model/translate';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: new (options: { formats: string[] }) => Detector;

const pauseMs = 200;

/** The code of what a QR holds: the address of /my with it, or the code alone. */
const codeIn = (text: string): string | undefined =>
  [text.slice(text.indexOf('#') + 1), text].find((one) => isCode(one));

/** @returns null when the reader stops, or where there is no camera */
export async function scanCode({ t }: Reader): Promise<string | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'scan';
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  const words = document.createElement('p');
  words.id = 'scan-words';
  words.setAttribute('role', 'status');
  dialog.setAttribute('aria-labelledby', words.id);
  words.textContent = t('consultations:enter.scanHint');
  const stop = document.createElement('button');
  stop.className = 'button button-secondary';
  stop.textContent = t('consultations:enter.scanStop');
  stop.onclick = () => dialog.close();
  dialog.append(words, video, stop);
  document.body.append(dialog);
  dialog.showModal();
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.srcObject = stream;
    await video.play();
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    while (dialog.open) {
      const found = await detector.detect(video);
      const code = found.map(({ rawValue }) => codeIn(rawValue)).find(Boolean);
      if (code) return code;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return null;
  } catch {
    words.textContent = t('consultations:enter.noCamera');
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return null;
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
    dialog.remove();
  }
}
