import { phraseFault, runTogetherPattern, wordsPattern } from '../../../../server/core/danger/phrases';
import { readings } from '../../../../server/core/danger/readings';

const finds = (phrase: string, text: string): boolean =>
  readings(text).some((reading) => reading.search(wordsPattern([phrase])) >= 0);

describe('a phrase of a list', () => {
  it.each([
    ['умереть', 'хочу умереть', 'as it stands'],
    ['порез*', 'мои порезы', 'with any ending'],
    ['порез*', 'порез', 'and with none'],
    ['умер(еть|ла)', 'она умерла', 'with one of its endings'],
    ['лучше (бы )?умереть', 'лучше умереть', 'without what may be left out'],
    ['лучше (бы )?умереть', 'лучше бы умереть', 'and with it'],
    ['хочу ... умереть', 'хочу умереть', 'with no word between'],
    ['хочу ... умереть', 'хочу я уже просто умереть', 'with three'],
    ['~суицид*', 'суецида', 'with a wrong letter'],
    ['~суицид*', 'суцид', 'with one left out'],
    ['~суицид*', 'суиицкид', 'with one too many'],
    ['~суицид*', 'сиуцид', 'with two changed about'],
    ['(порез*|шрам*) на', 'шрамы на руке', 'with brackets around words'],
  ])('%j is in %j: %s', (phrase, text) => {
    expect(phraseFault(phrase)).toBeNull();
    expect(finds(phrase, text)).toBe(true);
  });

  it.each([
    ['бить', 'забить гол', 'within a word'],
    ['бить', 'битьё', 'with an ending that it does not name'],
    ['хочу ... умереть', 'хочу чтобы все враги могли умереть', 'with four words between'],
    ['хочу ... умереть', 'хочу домой. Умереть от скуки', 'in two sentences'],
    ['~суицид*', 'руицид', 'with another first letter'],
    ['~суицид*', 'сицд', 'with two letters left out'],
  ])('%j is not in %j: %s', (phrase, text) => {
    expect(finds(phrase, text)).toBe(false);
  });

  it('of several words is found where the spaces are left out, one word is not', () => {
    expect(runTogetherPattern(['хоч* ... умереть'])?.test('иахочумерет')).toBe(true);
    expect(runTogetherPattern(['умереть'])).toBeNull();
  });

  it.each([
    ['хочу умереть!', 'what does ! stand for?'],
    ['{want} умереть', 'what does { stand for?'],
    ['хочу  умереть', 'a space too many or too few'],
    [' умереть', 'a space too many or too few'],
    ['хочу...умереть', 'a space too many or too few'],
    ['хочу ...', 'a space too many or too few'],
    ['умереть?', '? stands after a bracket only'],
    ['ум*реть', '* stands at the end of a word only'],
    ['умер(еть|ла', 'a bracket is missing'],
    ['умереть|сдохнуть', '| stands in brackets only'],
    ['умер(еть)|сдох(нуть)', '| stands in brackets only'],
  ])('%j is refused: %s', (phrase, fault) => {
    expect(phraseFault(phrase)).toBe(fault);
  });
});
