/** Fingers and keys as W3C WebDriver describes them, which both of its languages speak. */
import type { Key, Point } from './engine';

/** @see https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys: Record<Key, string> = { Enter: '\uE007', Space: ' ' };

/** A finger lies on the glass for a moment. */
const touchMs = 40;

export const tapAt = ({ x, y }: Point) => [
  {
    type: 'pointer',
    id: 'finger',
    parameters: { pointerType: 'touch' },
    actions: [
      { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button: 0 },
      { type: 'pause', duration: touchMs },
      { type: 'pointerUp', button: 0 },
    ],
  },
];

export const pressed = (key: Key) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: keys[key] },
      { type: 'keyUp', value: keys[key] },
    ],
  },
];
