import { minuteMs } from '../../shared/clock';

/** Whatever a code is used for after the test. */
export const acts = { name: 'my', most: 3_000, windowMs: 10 * minuteMs };
