/** 112 and 111 stand on every page, the same for everybody. 111 takes texts too, and texting comes first. */
export interface HelpLine {
  number: string;
  /** Locale key of who answers there. */
  labelKey: string;
  takesTexts: boolean;
}

export const helpLines: readonly HelpLine[] = [
  { number: '111', labelKey: 'shared:help.line111', takesTexts: true },
  { number: '112', labelKey: 'shared:help.line112', takesTexts: false },
];
