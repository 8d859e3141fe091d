/** What few need on the way to the result; it comes after what the rest of the way needs. */

/** For somebody who has answered before: most have not. */
export const comparing = () => import('./comparing');

/** The start page, which most get from the server, what follows the result, and how it ends. */
export const otherPages = () => import('./other-pages');
