/**
 * 112 and 111 stand on every page, the same for everybody. Both are calls: children write to the 111 centre through the
 * QR code that hangs in schools, and nothing shows that a text message to 111 arrives on every network.
 */
export interface HelpLine {
  number: string;
  way: 'sms' | 'tel';
}

export const helpLines: readonly HelpLine[] = [
  { number: '111', way: 'tel' },
  { number: '112', way: 'tel' },
];
