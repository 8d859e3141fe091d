/**
 * The code card and a summary of the result as pictures to keep, drawn on this device and sent nowhere. The summary has
 * no code and no date: showing it to somebody gives nothing else away.
 */

import { defined } from '../../../server/core/defined';
import { saveFile } from './save-file';

interface CodePicture {
  groups: string[];
  /** The modules of the QR row by row, true for black. */
  qr: boolean[][] | null;
  title: string;
  purpose: string;
}

interface ResultPicture {
  title: string;
  rows: { name: string; level: string; step: number; steps: number }[];
  todayTitle: string;
  today: string;
  note: string;
}

/** In pixels. */
const width = 720;
const margin = 48;
const room = width - 2 * margin;

const ink = '#1a2b2d';
const accent = '#0b5f63';

/** Breaks at ordinary spaces only; a word that is wider than the room has a line of its own. */
export function linesOf(text: string, most: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && widthOf(`${last} ${word}`) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The side of one module and where the QR begins, so that it lies in the middle in whole pixels. */
export function qrPlace(modules: number): { side: number; left: number } {
  const side = Math.floor(400 / modules);
  return { side, left: Math.round((width - side * modules) / 2) };
}

/** Draws from the top down. What is drawn waits until the height is known, since a new height wipes a canvas. */
function sheet() {
  const canvas = document.createElement('canvas');
  const context = defined(canvas.getContext('2d'), 'a canvas to draw on');
  const strokes: (() => void)[] = [];
  let y = margin;

  const write = (text: string, size: number, { weight = 400, family = 'system-ui, sans-serif' } = {}) => {
    const font = `${weight} ${size}px ${family}`;
    context.font = font;
    for (const line of linesOf(text, room, (one) => context.measureText(one).width)) {
      const bottom = y + size;
      strokes.push(() => {
        context.font = font;
        context.fillStyle = ink;
        context.fillText(line, margin, bottom);
      });
      y += Math.round(size * 1.4);
    }
  };
  const box = (x: number, side: number, height: number, { colour = accent, isFull = true } = {}) => {
    const top = y;
    strokes.push(() => {
      context.fillStyle = context.strokeStyle = colour;
      if (isFull) context.fillRect(x, top, side, height);
      else context.strokeRect(x + 0.5, top + 0.5, side - 1, height - 1);
    });
  };
  const skip = (pixels: number) => {
    y += pixels;
  };
  const finish = () =>
    new Promise<Blob>((resolve, reject) => {
      canvas.width = width;
      canvas.height = y + margin;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, canvas.height);
      for (const stroke of strokes) stroke();
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
    });
  return { write, box, skip, finish };
}

export function drawCodeCard({ groups, qr, title, purpose }: CodePicture): Promise<Blob> {
  const { write, box, skip, finish } = sheet();
  write(title, 36, { weight: 700 });
  skip(16);
  write(groups.join(' '), 48, { weight: 700, family: 'ui-monospace, Menlo, Consolas, monospace' });
  skip(24);
  if (qr) {
    const { side, left } = qrPlace(qr.length);
    for (const row of qr) {
      row.forEach((isBlack, column) => {
        if (isBlack) box(left + column * side, side, side, { colour: ink });
      });
      skip(side);
    }
    skip(24);
  }
  write(purpose, 26);
  return finish();
}

export function drawResult({ title, rows, todayTitle, today, note }: ResultPicture): Promise<Blob> {
  const { write, box, skip, finish } = sheet();
  write(title, 36, { weight: 700 });
  skip(16);
  for (const { name, level, step, steps } of rows) {
    write(`${name}: ${level}`, 26);
    const side = (room + 8) / steps;
    for (let index = 0; index < steps; index += 1)
      box(margin + index * side, side - 8, 20, { isFull: index < step });
    skip(48);
  }
  if (today) {
    write(todayTitle, 30, { weight: 700 });
    write(today, 26);
    skip(24);
  }
  write(note, 22);
  return finish();
}

const textOf = (place: ParentNode, selector: string): string =>
  place.querySelector(selector)?.textContent?.trim() ?? '';

/** What the card on the page says. */
export function codeOnPage(card: ParentNode): CodePicture {
  const rows = card.querySelector<HTMLElement>('[data-qr]')?.dataset.qr;
  return {
    groups: [...card.querySelectorAll('.code span')].map((group) => group.textContent ?? ''),
    qr: rows ? rows.split(' ').map((row) => [...row].map((module) => module === '1')) : null,
    title: textOf(card, '.code-card-title'),
    purpose: textOf(card, '.code-card-purpose'),
  };
}

/** What the result page says. */
export function resultOnPage(page: ParentNode, note: string): ResultPicture {
  return {
    title: textOf(page, 'h1'),
    rows: [...page.querySelectorAll<HTMLElement>('.levels li')].map((row) => ({
      name: textOf(row, '.level-name'),
      level: textOf(row, 'strong'),
      step: Number(row.dataset.step),
      steps: Number(row.dataset.steps),
    })),
    todayTitle: textOf(page, '.today h2'),
    today: textOf(page, '.today p'),
    note,
  };
}

/** On an iPhone a download lies among the files, where nobody looks for a picture: the reader says where it goes. */
export async function keepPicture(picture: Blob, name: string): Promise<void> {
  const files = [new File([picture], name, { type: picture.type })];
  const isOnIPhone = /iPhone|iPad|iPod/.test(navigator.userAgent);
  if (!isOnIPhone || !navigator.canShare?.({ files })) return saveFile(picture, name);
  await navigator.share({ files }).catch(({ name: error }: DOMException) => {
    // What the reader called off is not kept elsewhere instead.
    if (error !== 'AbortError') saveFile(picture, name);
  });
}

/** For a button `data-picture="code"` inside the code card, or `data-picture="result"` on the result page. */
export async function savePicture(button: HTMLElement): Promise<void> {
  const { picture, file = '', note = '' } = button.dataset;
  const card = picture === 'code' && button.closest('.code-card');
  const blob = await (card ? drawCodeCard(codeOnPage(card)) : drawResult(resultOnPage(document, note)));
  await keepPicture(blob, file);
}
