import { type DangerWords, dangerFinder } from '../../../../server/core/danger/danger-words';
import { languages } from '../../../../server/core/definition/types';
import { readSentences } from '../../../support/danger-words/read-sentences';
import { shippedDangerWords as words } from '../../../support/questionnaires';

const find = dangerFinder(words);

describe('danger words', () => {
  const few: DangerWords = {
    entries: [{ id: 'ru.die', topic: 'suicide', phrases: ['хочу ... умереть', 'суицид*'] }],
    exceptions: ['умереть со смеху'],
  };

  it('are found by the entry that names them', () => {
    expect(dangerFinder(few)('Хочу умереть.')).toEqual(few.entries[0]);
    expect(dangerFinder(few)('Хочу домой.')).toBeNull();
  });

  it('are not where they stand in an exception, nor across it', () => {
    expect(dangerFinder(few)('хочу умереть со смеху')).toBeNull();
    expect(dangerFinder(few)('умереть со смеху, хочу правда умереть')).toEqual(few.entries[0]);
    expect(dangerFinder(few)('хочу, умереть со смеху, умереть')).toBeNull();
  });

  it('are found without the spaces between them, but not within a short word', () => {
    expect(dangerFinder(few)('#яхочуумереть')).toEqual(few.entries[0]);
    const short: DangerWords = { ...few, entries: [{ ...few.entries[0]!, phrases: ['не жить'] }] };
    expect(dangerFinder(short)('нежить в игре')).toBeNull();
  });

  it('need no exceptions', () => {
    expect(dangerFinder({ ...few, exceptions: [] })('хочу умереть')).toEqual(few.entries[0]);
  });
});

/** A phrase as somebody would type it, with the nth of the words that it leaves open. */
function typed(phrase: string, nth: number): string {
  let open = phrase.replaceAll('... ', '').replace(/[~*]/g, '');
  while (open.includes('('))
    open = open.replace(/\(([^()]*)\)\??/g, (_all, inside: string) => {
      const choices = inside.split('|');
      return choices[nth % choices.length] ?? '';
    });
  return open;
}

describe('each phrase of the lists', () => {
  it('finds itself with every word that it leaves open', () => {
    const lost = words.entries.flatMap((entry) =>
      entry.phrases.flatMap((phrase) => {
        const finds = dangerFinder({ entries: [{ ...entry, phrases: [phrase] }], exceptions: [] });
        const choices = Array.from({ length: phrase.split('|').length }, (_, nth) => typed(phrase, nth));
        return [...new Set(choices)].filter((text) => !finds(text)).map((text) => `${phrase}: ${text}`);
      }),
    );
    expect(lost).toEqual([]);
  });
});

describe.each(languages)('the sentences in %s', (language) => {
  const { danger, harmless } = readSentences(language);

  it('that must put a message first do', () => {
    expect(danger.length).toBeGreaterThanOrEqual(60);
    expect(danger.filter((text) => !find(text))).toEqual([]);
  });

  it('that must not do not', () => {
    expect(harmless.length).toBeGreaterThanOrEqual(60);
    expect(harmless.filter((text) => find(text))).toEqual([]);
  });
});

describe.each(languages)('the sentences in %s by somebody who has not read the lists', (language) => {
  const { danger, harmless } = readSentences(`unseen-${language}`);

  it('are missed in at most 5 of 100 and a false alarm in at most 10 of 100', () => {
    const missed = danger.filter((text) => !find(text));
    const falseAlarms = harmless.flatMap((text) => {
      const entry = find(text);
      return entry ? [`${text} (${entry.id})`] : [];
    });
    const told = [
      `${language}: missed ${missed.length} of ${danger.length}`,
      ...missed,
      `${language}: false alarms ${falseAlarms.length} of ${harmless.length}`,
      ...falseAlarms,
    ];
    process.stdout.write(`${told.join('\n  ')}\n`);
    expect(missed.length).toBeLessThanOrEqual(danger.length * 0.05);
    expect(falseAlarms.length).toBeLessThanOrEqual(harmless.length * 0.1);
  });
});
