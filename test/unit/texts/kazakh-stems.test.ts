import { stemsOf } from './kazakh-stems';

describe('the stem of a Kazakh word', () => {
  it.each([
    ['достар', 'дос', 'plural after a voiceless sound'],
    ['адамдар', 'адам', 'plural after м'],
    ['балалар', 'бала', 'plural after a vowel'],
    ['досыңнан', 'дос', 'owner and case'],
    ['тірегіңе', 'тірек', 'к between vowels'],
    ['сабағын', 'сабақ', 'қ between vowels'],
    ['телефоныңыздағы', 'телефоныңыз', 'what is there'],
    ['үйдегілердің', 'үйдегі', 'what is there, as a noun'],
    ['көмексіз', 'көмек', 'without'],
    ['ұзағырақ', 'ұзақ', 'more'],
    ['кештеу', 'кеш', 'somewhat'],
    ['досымен', 'дос', 'an ending that is always the same'],
    ['отбасына', 'отбасы', 'a compound that has its owner already'],
    ['айтпаған', 'айту', 'negation and participle'],
    ['айтқызылды', 'айтқызу', 'passive'],
    ['оқымайды', 'оқу', 'a stem in ы'],
    ['оқитын', 'оқу', 'и for ый'],
    ['қоясың', 'қою', 'я for йа'],
    ['жапқан', 'жабу', 'п before a vowel is б'],
    ['сұрасаңыз', 'сұрау', 'if'],
    ['көрейік', 'көру', 'let us'],
    ['алмаңызшы', 'алу', 'a short stem, please do not'],
    ['қоймақ', 'қою', 'intent'],
    ['айтқым', 'айту', 'wish'],
    ['мотоцикліне', 'мотоцикл', 'a stem of either kind'],
  ])('of %s may be %s (%s)', (word, stem) => expect(stemsOf(word)).toContain(stem));

  it.each([
    ['досдар', 'дос', 'a voiced ending after a voiceless sound'],
    ['адамтар', 'адам', 'a voiceless ending after a voiced sound'],
    ['адамдер', 'адам', 'a front ending after a back vowel'],
    ['мектептар', 'мектеп', 'a back ending after a front vowel'],
    ['мотоциклінда', 'мотоцикл', 'endings of both kinds'],
    ['айтпеген', 'айту', 'front endings of a back verb'],
    ['ойынның', 'ой', 'a stem of two letters'],
    ['тірегке', 'тірек', 'г before a consonant'],
    ['дос', 'дос', 'a word without ending'],
  ])('of %s is not %s (%s)', (word, stem) => expect(stemsOf(word)).not.toContain(stem));
});
