import fc from 'fast-check';
import { renderMarkdown, runsOf } from '../../../../server/core/text/markdown';
import { typeset } from '../../../../server/core/text/typeset';

describe('the little Markdown of texts', () => {
  it.each([
    ['a paragraph', 'Бір.\nЕкі.', '<p>Бір. Екі.</p>'],
    ['two paragraphs', 'Бір.\n\nЕкі.', '<p>Бір.</p>\n<p>Екі.</p>'],
    ['a heading', '### Шаги\nТекст', '<h3>Шаги</h3>\n<p>Текст</p>'],
    [
      'bold',
      'Это **важно** и **два слова**.',
      '<p>Это <strong>важно</strong> и <strong>два слова</strong>.</p>',
    ],
    ['a list', '- один\n- два', '<ul><li>один</li><li>два</li></ul>'],
    ['a numbered list', '1. один\n2. два', '<ol><li>один</li><li>два</li></ol>'],
    ['a list with blank lines between', '1. один\n\n2. два', '<ol><li>один</li><li>два</li></ol>'],
    ['an entry over two lines', '- один\n  дальше', '<ul><li>один дальше</li></ul>'],
    ['a paragraph after a list', '- один\n\nТекст', '<ul><li>один</li></ul>\n<p>Текст</p>'],
    ['two kinds of list', '- один\n\n1. два', '<ul><li>один</li></ul>\n<ol><li>два</li></ol>'],
    ['Windows line ends', 'Бір.\r\n\r\nЕкі.', '<p>Бір.</p>\n<p>Екі.</p>'],
    ['stars that are no bold', '2 ** 3 ** 4', '<p>2 ** 3 ** 4</p>'],
    ['nothing', ' \n ', ''],
    ['HTML as text', '<b onclick="x">&</b>', '<p>&lt;b onclick=&quot;x&quot;&gt;&amp;&lt;/b&gt;</p>'],
    ['links as text', '[a](javascript:x)', '<p>[a](javascript:x)</p>'],
  ])('shows %s', (_name, text, html) => {
    expect(renderMarkdown(text)).toBe(html);
  });

  it('keeps what typesetting holds together, also beside its marks', () => {
    expect(renderMarkdown(typeset('1. 5 минут в **день**\n2. А. Сейдімбек\n- № 3\n### В школе', 'ru'))).toBe(
      [
        '<ol><li>5\u00A0минут в\u00A0<strong>день</strong></li><li>А.\u00A0Сейдімбек</li></ol>',
        '<ul><li>№\u00A03</li></ul>',
        '<h3>В\u00A0школе</h3>',
      ].join('\n'),
    );
  });

  it('finds the same bold as a pattern that looks behind, which older phones cannot read', () => {
    const lookingBehind = /\*\*(?=\S)(.+?)(?<=\S)\*\*/;
    const sign = fc.constantFrom('*', '**', ' ', 'a', '\n', '.');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
        const text = signs.join('');
        expect(runsOf(text).map((run) => run.text)).toEqual(
          text.split(lookingBehind).filter((part) => part !== ''),
        );
      }),
    );
  });

  it('lets no tag or attribute through, whatever the text', () => {
    const part = fc.constantFrom('**', '- ', '1. ', '### ', '<', '>', '"', "'", '&', 'a', '\n', '<script>');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const rest = renderMarkdown(parts.join('')).replace(/<\/?(?:p|h3|ul|ol|li|strong)>/g, '');
        expect(rest).not.toMatch(/[<>"']/);
      }),
    );
  });
});
