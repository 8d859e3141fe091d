/**
 * 112 and 111 stand on every page, the same for everybody. The 111 centre takes calls and texts round the clock;
 * texting comes first, because it can be done with others in the room.
 */
export interface HelpLine {
  number: string;
  way: 'sms' | 'tel';
}

export const helpLines: readonly HelpLine[] = [
  { number: '111', way: 'sms' },
  { number: '111', way: 'tel' },
  { number: '112', way: 'tel' },
];
