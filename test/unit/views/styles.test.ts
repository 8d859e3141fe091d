import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const folder = join(__dirname, '../../../views/client/styles');

function bundled(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, name)],
    bundle: true,
    minify: true,
    write: false,
    target: ['es2020', 'chrome80', 'firefox78', 'safari14'],
  });
  return outputFiles[0]!.text;
}

/** The custom properties of the n-th `:root` block of the tokens: 0 light, 1 dark (only what differs). */
function tokens(block: number): Record<string, string> {
  const source = readFileSync(join(folder, 'tokens.css'), 'utf8').split(':root')[block + 1]!;
  return Object.fromEntries([...source.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map((m) => [m[1], m[2]]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const light = tokens(0);
const schemes = { light, dark: { ...light, ...tokens(1) } };
const grounds = ['paper', 'surface', 'sunken'];

describe.each(Object.entries(schemes))('the %s colours', (_scheme, colours) => {
  const textPairs = [
    ...['ink', 'ink-soft', 'primary', 'primary-strong', 'accent'].flatMap((text) =>
      grounds.map((ground) => [text, ground]),
    ),
    ...['ink', 'primary', 'primary-strong', 'ink-soft'].map((text) => [text, 'primary-tint']),
    ...['ink', 'accent', 'ink-soft'].map((text) => [text, 'accent-tint']),
    ['ink', 'good-tint'],
    ['good', 'good-tint'],
    ['ink', 'attention-tint'],
    ['attention', 'attention-tint'],
    ['on-primary', 'primary'],
    ['on-primary', 'primary-strong'],
    ['hero-ink', 'hero'],
  ] as [string, string][];

  it.each(textPairs)('let %s be read on %s (4.5:1)', (text, ground) => {
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ...['line-strong', 'focus'].flatMap((edge) => grounds.map((ground) => [edge, ground] as const)),
    ['hero-inlay', 'hero'] as const,
  ])('let the edge %s be seen on %s (3:1)', (edge, ground) => {
    expect(contrast(colours[edge]!, colours[ground]!)).toBeGreaterThanOrEqual(3);
  });
});

it("keeps a student's styles within 6.5 KB gzip, and those of the first question within 5 KB", () => {
  const sizeOf = (name: string) => gzipSync(bundled(name), { level: 9 }).length;
  expect(sizeOf('student.css')).toBeLessThanOrEqual(5 * 1024);
  expect(sizeOf('student.css') + sizeOf('reading.css') + sizeOf('paper.css')).toBeLessThanOrEqual(6.5 * 1024);
});

it.each(['student.css', 'reading.css', 'paper.css', 'staff.css'])(
  'lets %s fetch nothing: no picture, font or foreign sheet',
  (name) => {
    expect(bundled(name)).not.toMatch(/url\(|@import|@font-face/);
  },
);
