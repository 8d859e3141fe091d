import { codeCard } from '../../../server/core/pages/result/code-card';
import { qrDataUrl, qrOf, qrSvg } from '../../../server/documents/qr';

const link = 'https://test.kz/c/k7m3pqx';
const rowsOf = (text: string) =>
  codeCard('7K3MX9QWT2B4RZ6H', text, qrOf)
    .qrRows.split(' ')
    .map((row) => [...row].map(Number));

describe('a QR', () => {
  it('is square and has its three corners', () => {
    const rows = rowsOf('https://test.kz');
    const corner = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    const at = (top: number, left: number) =>
      rows.slice(top, top + 7).map((row) => row.slice(left, left + 7).join(''));
    const last = rows.length - 7;
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows.length));
    expect([at(0, 0), at(0, last), at(last, 0)]).toEqual([corner, corner, corner]);
  });

  // The first two of the fifteen bits of format information, masked by 101…: ISO/IEC 18004, 7.9.
  it.each(['https://test.kz', 'http://192.168.1.5:3000', 'https://a-much-longer-name.example.edu.kz'])(
    'of %s is read with 15 %% of it lost',
    (origin) => {
      const row = rowsOf(origin)[8]!;
      const [first, second] = [row[0]! ^ 1, row[1]!];
      const isLowest = first === 0 && second === 1;
      expect(isLowest).toBe(false);
    },
  );

  it('is the same picture as a file and as an address, on white, with a margin', () => {
    const { size } = qrOf(link);
    const svg = qrSvg(link);
    expect(svg).toContain(`viewBox="-2 -2 ${size + 4} ${size + 4}"`);
    expect(svg).toContain('fill="white"');
    const [kind, data] = qrDataUrl(link).split(',');
    expect(kind).toBe('data:image/svg+xml;base64');
    expect(Buffer.from(data!, 'base64').toString().endsWith(svg)).toBe(true);
  });
});
