/** Whether nobody sees this page, so that it may be frozen or ended at any time; a service worker has no page. */
export const isHidden = (): boolean => globalThis.document?.hidden ?? false;
