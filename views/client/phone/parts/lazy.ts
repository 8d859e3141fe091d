/** What no first question waits for, in one file that comes in the background. */
export const lazyChunk = () => import('./lazy-chunk');
