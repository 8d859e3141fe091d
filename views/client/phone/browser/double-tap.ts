/** A page is drawn so fast that the second half of a double tap would touch what has come under the finger. */

/** Longer apart, two taps are meant as two. */
const togetherMs = 400;
/** A finger trembles. */
const samePlacePx = 30;

export function ignoreSecondTaps(): void {
  let last = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  let isDrawnSince = false;
  document.addEventListener('drawn', () => {
    isDrawnSince = true;
  });
  const listen = (event: MouseEvent) => {
    const { timeStamp: at, clientX: x, clientY: y, detail } = event;
    // A key or a script has no place.
    if (detail === 0) return;
    const isNear = Math.hypot(x - last.x, y - last.y) < samePlacePx;
    // Browsers count the clicks of a mouse; those of a finger only the clock tells apart.
    const canBeSecond = (event as PointerEvent).pointerType === 'mouse' ? detail > 1 : true;
    const isSecond = isDrawnSince && canBeSecond && isNear && at - last.at < togetherMs;
    last = { at, x, y };
    if (isSecond) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else isDrawnSince = false;
  };
  document.addEventListener('click', listen, { capture: true });
}
