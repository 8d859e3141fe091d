/** What the administrator sets: of each setting its shape, and what holds until it is set. */
import { z } from 'zod';
import type { OwnHelp } from './help/own-help';
import { noOwnHelp, ownHelpShape } from './help/own-help';
import { movedDaysShape } from './holidays/moved-days';
import { type MovedDays, nothingMoved } from './holidays/working-days';
import { type MailSettings, mailShape, noMail } from './mail/mail-settings';

export const settingShapes = {
  /** Whether leads, coordinators and administrators have to use a second factor; it is offered to everybody. */
  secondFactor: setting<'offered' | 'required'>(z.enum(['offered', 'required']), 'offered'),
  help: setting<OwnHelp>(ownHelpShape, noOwnHelp),
  mail: setting<MailSettings>(mailShape, noMail),
  holidays: setting<MovedDays>(movedDaysShape, nothingMoved),
};

type Shapes = typeof settingShapes;
export type SettingName = keyof Shapes;
export const settingNames = Object.keys(settingShapes) as SettingName[];

export type Settings = { [Name in SettingName]: Shapes[Name]['byDefault'] };

function setting<Value>(shape: z.ZodType<Value>, byDefault: Value) {
  return { shape, byDefault };
}
