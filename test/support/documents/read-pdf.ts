/** Reads a PDF of pdfkit back: its objects, and what its pages say, piece by piece with the tag of each. */
import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  /** Every dictionary as it is written, without its stream. */
  dictionaries: string[];
  /** Text in the order of the pages; what is drawn outside every tag has the tag ''. */
  said: { tag: string; text: string }[];
  pages: number;
}

interface PdfObject {
  dictionary: string;
  stream: string;
}

export function readPdf(file: Buffer): ReadPdf {
  const objects = objectsIn(file.toString('latin1'));
  const all = [...objects.values()];
  const fonts = new Map<string, Map<string, string>>();
  for (const { dictionary } of all)
    for (const [, name, id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.dictionary ?? '')?.[1];
      if (cmap) fonts.set(name!, lettersOf(objects.get(cmap)!.stream));
    }
  const kids = all.find(({ dictionary }) => /\/Type \/Pages/.test(dictionary))!.dictionary;
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => objects.get(id!)!.dictionary);
  const contents = pages.map((page) => objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!.stream);
  return {
    dictionaries: all.map(({ dictionary }) => dictionary),
    said: contents.flatMap((content) => saidIn(content, fonts)),
    pages: pages.length,
  };
}

function objectsIn(text: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id, body = ''] of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const start = body.indexOf('stream\n');
    const dictionary = start < 0 ? body : body.slice(0, start);
    const raw = start < 0 ? '' : body.slice(start + 'stream\n'.length, body.lastIndexOf('\nendstream'));
    const isPacked = dictionary.includes('/FlateDecode');
    const stream = isPacked ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    objects.set(id!, { dictionary, stream });
  }
  return objects;
}

/** Glyph, four hexadecimal digits, to letters. */
function lettersOf(cmap: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, codes = ''], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      const units = codes.split(' ').map((code) => Number.parseInt(code, 16));
      letters.set(glyph, String.fromCharCode(...units));
    });
  }
  return letters;
}

function saidIn(content: string, fonts: Map<string, Map<string, string>>): ReadPdf['said'] {
  const said: ReadPdf['said'] = [];
  let [tag, font] = ['', ''];
  let isOpen = false;
  for (const [, begun, , chosen, shown] of content.matchAll(
    /\/(\w+) (?:<<[^>]*>>\s)?(BDC|BMC)|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\bEMC\b/g,
  )) {
    if (begun) {
      tag = begun;
      isOpen = false;
    } else if (chosen) font = chosen;
    else if (shown !== undefined) {
      const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(
        ([, hex = '']) => hex.match(/.{4}/g) ?? [],
      );
      const text = glyphs.map((glyph) => fonts.get(font)?.get(glyph) ?? '?').join('');
      if (isOpen) said.at(-1)!.text += text;
      else said.push({ tag, text });
      isOpen = true;
    } else {
      tag = '';
      isOpen = false;
    }
  }
  return said;
}
