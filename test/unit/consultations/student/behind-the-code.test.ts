import { localesFolder } from '../../../../server/config';
import { type ListedAttempt, myView } from '../../../../server/core/pages/my.view';
import {
  type ComparedAttempt,
  comparableFrom,
  comparisonView,
  newestSubmitted,
} from '../../../../server/core/pages/result/comparison.view';
import { loadTexts } from '../../../../server/http/language/i18n';
import { shipped } from '../../../support/questionnaires';
import { plain } from '../../../support/site/visitor';
import { A, resultOf, skipped, withTotal } from '../../core/support';

const texts = loadTexts(localesFolder, (language, key) => {
  throw new Error(`no ${language} text for ${key}`);
});
const reader = (language: 'kk' | 'ru') => ({ t: texts.for(language), language });

const attempt = (day: string, changes: Partial<ListedAttempt> = {}): ListedAttempt => ({
  id: day,
  questionnaire: 'self-diagnosis/v1',
  startedAt: `${day}T08:00:00+05:00`,
  submittedAt: `${day}T09:00:00+05:00`,
  profile: { age: 15, region: '750000000' },
  isTryOut: false,
  result: resultOf(),
  consultation: null,
  ...changes,
});

const compared = (language: 'kk' | 'ru', attempts: ComparedAttempt[]) =>
  comparisonView(shipped, { attempt: attempts[0]!, attempts }, reader(language))?.groups.map(
    ({ names, word, text }) => plain(`${names}: ${word}. ${text}`),
  ) ?? null;

describe('a comparison in words', () => {
  const long = [
    attempt('2027-11-01', { result: resultOf(withTotal(A, 40)) }),
    attempt('2026-10-05', { result: resultOf(withTotal(A, 10)) }),
  ];

  it.each([
    [
      'kk',
      [
        'Интернет: Қиындық көбейген. 2026 ж. 5 қазан күнгі жауаптарыңмен салыстырдық. Мұндай кез болып тұрады. Қаласаң, психологтан кеңес сұра.',
        'Бейнеойын · Әлеуметтік желі мен телефон · Ақшаға ойнау: Айқын өзгеріс жоқ. 2026 ж. 5 қазан күнгі жауаптарыңмен салыстырдық. Аз ғана айырмашылық кездейсоқ болуы мүмкін.',
      ],
    ],
    [
      'ru',
      [
        'Интернет: Трудностей стало больше. Сравнили с ответами от 5 октября 2026 г. Так бывает. Если хочешь, обсуди это с психологом.',
        'Видеоигры · Соцсети и телефон · Игра на деньги: Заметной разницы нет. Сравнили с ответами от 5 октября 2026 г. Небольшая разница бывает случайной.',
      ],
    ],
  ] as const)('says what is clearer, what is not, and since when, in %s', (language, said) => {
    expect(compared(language, long)).toEqual(said);
  });

  it.each(['kk', 'ru'] as const)('has no number but those of the day, in %s', (language) => {
    const said = compared(language, [
      ...long,
      attempt('2027-10-05', { result: resultOf(withTotal(A, 20)) }),
    ])!;
    for (const line of said) expect(line.replace(/\d{4} ж\. \d+|\d+ \p{L}+ \d{4}/gu, '')).not.toMatch(/\d/);
  });

  it('says from which day on it can be compared, where it is too soon', () => {
    expect(compared('ru', [attempt('2027-02-01'), attempt('2026-11-30')])).toEqual([
      expect.stringMatching(
        /^Интернет · Соцсети и телефон: Сравнивать пока рано\..*ещё раз 1 марта 2027 г\./,
      ),
      expect.stringMatching(
        /^Видеоигры · Игра на деньги: Сравнивать пока рано\..*ещё раз 30 ноября 2027 г\./,
      ),
    ]);
  });

  it('says what was skipped, and that other questions cannot be compared', () => {
    const halfEmpty = attempt('2027-11-01', { result: resultOf(skipped(A)) });
    expect(compared('ru', [halfEmpty, attempt('2026-10-05')])).toContain(
      'Интернет: Сравнить не получилось. В этой части было мало ответов.',
    );
    const old = attempt('2026-10-05', { questionnaire: 'self-diagnosis/v0' });
    expect(compared('kk', [attempt('2027-11-01'), old])).toEqual([
      'Интернет · Бейнеойын · Әлеуметтік желі мен телефон · Ақшаға ойнау: Салыстыру мүмкін болмады. Алдыңғы жолдан бері сұрақтар өзгерді.',
    ]);
  });

  it('says nothing of a first attempt, of doubtful answers, of a try-out and of what is not finished', () => {
    const before = attempt('2026-10-05');
    const last = attempt('2027-11-01');
    expect(compared('ru', [last])).toBeNull();
    expect(compared('ru', [last, attempt('2026-10-05', { isTryOut: true })])).toBeNull();
    expect(compared('ru', [attempt('2027-11-01', { isTryOut: true }), before])).toBeNull();
    expect(compared('ru', [last, attempt('2026-10-05', { submittedAt: null, result: null })])).toBeNull();
    expect(compared('ru', [attempt('2027-11-01', { submittedAt: null, result: null }), before])).toBeNull();
    expect(compared('ru', [last, attempt('2026-10-05', { result: resultOf({ V1: 0, V2: 1 }) })])).toBeNull();
  });

  it('is the same from what JSON brings', () => {
    const sent = JSON.parse(JSON.stringify(long)) as ComparedAttempt[];
    const stored = long.map((one) => ({ ...one, submittedAt: new Date(one.submittedAt!) }));
    expect(compared('kk', sent)).toEqual(compared('kk', stored));
  });

  describe.each([
    {
      language: 'kk',
      soon: '2027 ж. 5 қаңтар күнінен бастап салыстыруға болады: Интернет · Әлеуметтік желі мен телефон.',
      now: 'Қазірдің өзінде салыстыруға болады: Интернет · Әлеуметтік желі мен телефон.',
      later: '2027 ж. 5 қазан күнінен бастап салыстыруға болады: Бейнеойын · Ақшаға ойнау.',
    },
    {
      language: 'ru',
      soon: 'Сравнить получится с 5 января 2027 г.: Интернет · Соцсети и телефон.',
      now: 'Сравнить можно уже сейчас: Интернет · Соцсети и телефон.',
      later: 'Сравнить получится с 5 октября 2027 г.: Видеоигры · Игра на деньги.',
    },
  ] as const)('is promised by the length of the windows, in $language', ({ language, soon, now, later }) => {
    const first = attempt('2026-10-05');
    const promised = (day: string, attempts: ComparedAttempt[] = [first]) =>
      comparableFrom(shipped, { attempts, now: new Date(`${day}T06:00:00Z`) }, reader(language)).map(plain);

    it('from the day on which the first of them is over', () => {
      expect(promised('2027-01-04')).toEqual([soon, later]);
      expect(promised('2027-01-05')).toEqual([now, later]);
      expect(promised('2027-02-01', [attempt('2027-01-20'), first])).toEqual([now, later]);
    });

    it('not by answers in doubt, a try-out, or an older version', () => {
      const doubtful = attempt('2026-01-05', { result: resultOf({ V1: 0, V2: 1 }) });
      const tryOut = attempt('2026-01-05', { isTryOut: true });
      const older = attempt('2026-01-05', { questionnaire: 'self-diagnosis/v0' });
      expect(promised('2027-01-04', [first, doubtful, tryOut, older])).toEqual([soon, later]);
      expect(promised('2027-01-04', [doubtful])).toEqual([]);
    });
  });
});

describe('the page behind a code', () => {
  const letter = { publishedAt: '2026-10-12T10:00:00Z', isRead: false };
  const answered = { promisedBy: '2026-10-12', published: letter, replies: 0, turn: 'student' } as const;
  const page = (
    attempts: ListedAttempt[],
    now = '2026-10-20T06:00:00Z',
    language: 'kk' | 'ru' = 'ru',
    offersFromAge = 0,
  ) =>
    myView(
      {
        attempts,
        code: '0123456789ABCDEF',
        repeated: [],
        again: [],
        titleOf: () => undefined,
        offersFromAge,
        now: new Date(now),
      },
      reader(language),
    );

  it('has unread letters first and everything else in its order', () => {
    const attempts = [
      attempt('2026-10-15', { submittedAt: null, result: null }),
      attempt('2026-10-14', { consultation: { ...answered, published: { ...letter, isRead: true } } }),
      attempt('2026-10-05', { consultation: answered }),
      attempt('2026-10-01'),
    ];
    const view = page(attempts);
    expect(view.news.map(({ id }) => id)).toEqual(['2026-10-05']);
    expect(view.attempts.map(({ id }) => id)).toEqual(['2026-10-15', '2026-10-14', '2026-10-01']);
  });

  it.each<[string, Partial<ListedAttempt>, string, RegExp, boolean]>([
    ['not finished', { submittedAt: null, result: null }, 'Опросник не закончен', /с того же места/, false],
    ['finished', {}, 'Результат готов', /Психолог прочитает/, true],
    ['a try-out', { isTryOut: true }, 'Результат готов', /пробное/, false],
    [
      'waiting',
      { consultation: { ...answered, published: null, turn: 'ours', promisedBy: '2026-10-20' } },
      'Психолог ответит',
      /до конца этого дня: вторник, 20 октября/,
      false,
    ],
    [
      'waiting too long',
      { consultation: { ...answered, published: null, turn: 'ours', promisedBy: '2026-10-19' } },
      'Психолог ответит',
      /задерживается/,
      false,
    ],
    [
      'answered',
      { consultation: answered },
      'Психолог ответил',
      /^Письмо пришло: 12 октября 2026 г\.$/,
      false,
    ],
    [
      'closed without a letter',
      { consultation: { ...answered, published: null, turn: 'closed' } },
      'Психолог прочитал',
      /всё прочитал.*111.*продолжится/,
      false,
    ],
    [
      'replied to',
      { consultation: { ...answered, replies: 1, turn: 'ours' } },
      'Психолог ответил',
      /Твоё сообщение отправлено/,
      false,
    ],
  ])('says how an attempt stands: %s', (_name, changes, state, text, canAsk) => {
    const { news, attempts } = page([attempt('2026-10-05', changes)]);
    const [card] = [...news, ...attempts];
    expect({ ...card, state: plain(card!.state) }).toMatchObject({ state, canAsk });
    expect(plain(card!.text)).toMatch(text);
  });

  it('keeps its promise until the day is over in the country', () => {
    const waiting = attempt('2026-10-05', { consultation: { ...answered, published: null, turn: 'ours' } });
    const textAt = (now: string) => page([waiting], now).attempts[0]!.text;
    expect(textAt('2026-10-12T18:59:59Z')).not.toContain('задерживается');
    expect(textAt('2026-10-12T19:00:00Z')).toContain('задерживается');
  });

  it('compares the newest attempt that was finished and counts', () => {
    const attempts = [
      attempt('2027-05-01', { submittedAt: null, result: null }),
      attempt('2027-04-01', { isTryOut: true }),
      attempt('2026-10-05'),
      attempt('2027-03-01'),
    ];
    expect(newestSubmitted(attempts)?.id).toBe('2027-03-01');
    expect(newestSubmitted(attempts.slice(0, 2))).toBeNull();
  });
});
