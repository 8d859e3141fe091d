/** Words that somebody who guesses at this site's passwords tries first. */
const siteWords = [
  ...['self-check', 'selfcheck', 'self-diagnosis', 'diagnosis', 'questionnaire', 'internet', 'gambling'],
  ...['psychologist', 'psycholog', 'psiholog', 'coordinator', 'koordinator', 'administrator', 'admin'],
  ...['password', 'parol', 'kupiyasoz', 'qupiyasoz', 'school', 'mektep', 'shkola', 'welcome', 'login'],
  ...['kazakhstan', 'qazaqstan', 'kazahstan', 'almaty', 'astana', 'shymkent'],
  ...['сауалнама', 'интернет', 'тәуелділік', 'құмар ойын', 'психолог', 'үйлестіруші', 'әкімші', 'құпиясөз'],
  ...['мектеп', 'колледж', 'қазақстан', 'алматы', 'шымкент', 'кеңес', 'анықтама'],
  ...['опросник', 'самопроверка', 'самодиагностика', 'зависимость', 'азартные игры', 'координатор'],
  ...['администратор', 'админ', 'пароль', 'логин', 'школа', 'гимназия', 'лицей', 'казахстан', 'астана'],
  ...['консультация', 'справка', 'добро пожаловать'],
];

/** What is left beside known words has to be a word at least. */
const leastLetters = 4;

/** Whether next to nothing is left of it without the site's words, the owner's name and login, digits and signs. */
export function isMadeOfOwnWords(password: string, owner: { login: string; name: string }): boolean {
  const ownWords = `${owner.login} ${owner.name}`.toLowerCase().split(/[^\p{L}]+/u);
  const known = [...siteWords, ...ownWords.filter((word) => [...word].length >= 3)];
  const longestFirst = known.toSorted((left, right) => right.length - left.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), password);
  const letters = [...rest.replace(/\P{L}/gu, '')];
  const wasShortened = rest !== password;
  return wasShortened && letters.length < leastLetters;
}
