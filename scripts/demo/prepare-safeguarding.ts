/** The demo's rota and procedure, without which a psychologist is offered to nobody under 18. */
import type { Services } from '../../server/services';
import { dayMs, localDay } from '../../server/shared/clock';
import type { Actor } from '../../server/shared/roles';
import { inAnyLanguage } from './letters';

const procedure = inAnyLanguage({
  kk: [
    '1. Бірден кезекші аға психологқа қоңырау шалыңыз. Ол жауап бермесе, орынбасарына.',
    '2. Бала атын немесе орнын айтса, 112-ге хабарлаңыз.',
    '3. Кім, қашан, не істегенін жазып қойыңыз.',
  ].join('\n'),
  ru: [
    '1. Сразу позвоните дежурному ведущему психологу. Если не отвечает, его заместителю.',
    '2. Если ребёнок назвал себя или место, сообщите на 112.',
    '3. Запишите, кто, когда и что сделал.',
  ].join('\n'),
});

interface Given {
  lead: Actor;
  deputy: Actor;
  /** The first day of the rota. */
  from: Date;
  until: Date;
}

export async function prepareSafeguarding(
  { safeguarding }: Pick<Services, 'safeguarding'>,
  { lead, deputy, from, until }: Given,
): Promise<void> {
  const person = ({ accountId, name }: Actor) => ({ id: accountId, name });
  const duty = {
    ...{ from: localDay(from), until: localDay(new Date(until.getTime() + 14 * dayMs)) },
    ...{ lead: person(lead), deputy: person(deputy) },
  };
  await safeguarding.addDuty({ actor: lead, duty, now: from });
  await safeguarding.setProcedure({ actor: lead, procedure, now: from });
}
