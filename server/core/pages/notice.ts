/** A short message on a page. */
export interface Notice {
  kind: 'info' | 'success' | 'warning' | 'error';
  title?: string;
  text: string;
}
