/** The library in the middle of its work: most texts agreed, one change waiting, the newest texts still to be read. */
import { defined } from '../../server/core/defined';
import type { Services } from '../../server/services';
import { hourMs } from '../../server/shared/clock';
import type { Actor } from '../../server/shared/roles';

/** Texts of these scales and subjects are left for the reader to agree. */
const undecided = /^D-|^underAgePlay$|^lootBoxes$/;
const changed = 'A-moderate';

export async function agreeTexts(
  { library }: Pick<Services, 'library'>,
  { psychologist, lead, now }: { psychologist: Actor; lead: Actor; now: Date },
): Promise<void> {
  const asked = defined(library.offered[0], 'a questionnaire');
  for (const { id, address, shown } of await library.list(asked.name)) {
    const { version, revision } = shown;
    if (!undecided.test(id)) await library.agree({ address, version, revision, actor: lead, now });
  }
  const { contents, version } = (await library.open(changed)).shown;
  const { kk, ru } = contents;
  await library.propose({
    address: changed,
    basedOn: version,
    shownThen: version,
    contents: {
      ...contents,
      kk: { ...kk, title: 'Интернет: кешкі уақытың өзіңдікі' },
      ru: { ...ru, title: 'Интернет: твой вечер остаётся твоим' },
    },
    reason: 'Тақырып бұйрық райдан арылды, екі тілде бірдей естіледі.',
    actor: psychologist,
    now: new Date(now.getTime() + hourMs),
  });
}
