/** Brings back what a browser has lost: a file of its own, which few ever run. */
export { bringBack, bringBackOnline } from '../bring-back';
export { bringForward, recover } from '../network/recover';
export { putBack } from '../put-back';
