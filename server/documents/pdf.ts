/** A leaflet as a PDF file: A4, embedded font, bookmarks, page numbers, and every word tagged with what it is. */

import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { defined } from '../core/defined';
import { languageTable } from '../core/text/languages';
import type { Leaflet } from './document-model';
import { colours, fontFile } from './paper';
import { type LaidPage, layOut, type Measure, type PlacedLine } from './pdf-layout';
import { type Branch, isLeaf, type Leaf, leafletTree, leavesOf } from './pdf-pieces';
import { box, page as paper, type Type, textBottom, textWidth, types } from './pdf-styles';

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const faces = { regular: fontFile('400Regular'), bold: fontFile('600SemiBold') };

interface Drawing {
  pdf: Pdf;
  elements: Map<Leaf, Tagged>;
  /** The last outermost bookmark, to which inner ones belong. */
  section: PDFKit.PDFOutline;
}

export async function renderPdf(model: Leaflet): Promise<Buffer> {
  const pdf = newDocument(model);
  const tree = leafletTree(model);
  const measure: Measure = (text, type, isBold) => setFont(pdf, type, isBold).widthOfString(text);
  const pages = layOut(leavesOf(tree), measure);
  const drawing: Drawing = { pdf, elements: new Map(), section: pdf.outline };
  pdf.addStructure(elementFor(drawing, tree));
  pages.forEach((page, index) => {
    pdf.addPage();
    drawGround(drawing, page);
    for (const lines of paragraphsOn(page)) drawParagraph(drawing, lines);
    drawFooter(drawing, model, index + 1, pages.length);
  });
  pdf.end();
  return buffer(pdf);
}

function newDocument({ title, subject, language, writtenAt }: Leaflet): Pdf {
  return new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: languageTable[language].tags[0],
    font: faces.regular,
    info: {
      Title: safeInXml(title),
      Subject: safeInXml(subject),
      CreationDate: writtenAt,
    },
  });
}

/** pdfkit writes the title into the file's XML as it stands, and a bare & would break that. */
const safeInXml = (text: string): string => text.replaceAll('&', '＆').replaceAll('<', '‹');

function setFont(pdf: Pdf, type: Type, isBold: boolean): Pdf {
  return pdf.font(isBold || type.isBold ? faces.bold : faces.regular).fontSize(type.size);
}

function setType(pdf: Pdf, type: Type, isBold = false): void {
  setFont(pdf, type, isBold).fillColor(`#${type.colour}`);
}

interface Tagged {
  body: Element;
  /** Of a list item's bullet or number. */
  label: Element | undefined;
  /** Around the text of a paragraph that leads somewhere. */
  link: Element | undefined;
}

/** The elements of the leaves are remembered, to be filled when their text is drawn. */
function elementFor(drawing: Drawing, part: Branch | Leaf): Element {
  const { pdf, elements } = drawing;
  const element = pdf.struct(part.tag);
  if (!isLeaf(part)) {
    for (const child of part.parts) {
      const body = elementFor(drawing, child);
      const label = isLeaf(child) && elements.get(child)?.label;
      if (label) element.add(label);
      element.add(body);
    }
    return element;
  }
  const label = part.mark && pdf.struct('Lbl');
  const link = part.href === undefined ? undefined : pdf.struct('Link');
  if (link) element.add(link);
  elements.set(part, { body: element, label, link });
  return element;
}

/** The lines of a page, one list for each paragraph. */
function paragraphsOn({ lines }: LaidPage): PlacedLine[][] {
  const paragraphs: PlacedLine[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last?.[0]?.piece === line.piece) last.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs;
}

function drawParagraph(drawing: Drawing, lines: PlacedLine[]): void {
  const { pdf, elements } = drawing;
  const first = defined(lines[0], 'the first line of a paragraph');
  const leaf = first.piece as Leaf;
  const { body, label, link } = defined(elements.get(leaf), 'the element of a paragraph');
  if (first.isFirst) {
    if (leaf.bookmark) addBookmark(drawing, leaf, first.y);
    if (label) drawTagged(pdf, label, 'Lbl', () => drawMark(pdf, leaf, first.y));
  }
  drawTagged(pdf, link ?? body, link ? 'Link' : leaf.tag, () => {
    for (const line of lines) drawLine(pdf, line);
  });
  if (!link || !leaf.href) return;
  for (const { parts, y } of lines) {
    const width = parts.reduce((sum, part) => sum + part.width, 0);
    const options = { structParent: link, Contents: new String(leaf.href) };
    pdf.link(leaf.left, y, width, leaf.type.leading, leaf.href, options as never);
  }
  // It is written down with the page on which it ends.
  link.end();
}

function drawTagged(pdf: Pdf, element: Element, tag: string, draw: () => void): void {
  const content = pdf.markStructureContent(tag);
  draw();
  pdf.endMarkedContent();
  element.add(content);
}

/** In the middle of its line; the font's own height is less than the line's. */
function drawText(pdf: Pdf, text: string, x: number, y: number, leading: number): void {
  pdf.text(text, x, y + (leading - pdf.currentLineHeight()) / 2, { lineBreak: false });
}

function drawMark(pdf: Pdf, { mark, type }: Leaf, y: number): void {
  if (!mark) return;
  setType(pdf, { ...type, colour: colours.accent }, true);
  drawText(pdf, mark.text, mark.left, y, type.leading);
}

function drawLine(pdf: Pdf, { piece, parts, y }: PlacedLine): void {
  let x = piece.left;
  for (const { text, isBold, width } of parts) {
    setType(pdf, piece.type, isBold);
    drawText(pdf, text, x, y, piece.type.leading);
    x += width;
  }
}

function drawGround({ pdf }: Drawing, { grounds, rules }: LaidPage): void {
  if (grounds.length + rules.length === 0) return;
  pdf.markContent('Artifact', { type: 'Layout' });
  for (const { ground, top, bottom } of grounds) {
    pdf.rect(ground.left, top, ground.width, bottom - top).fill(`#${colours.head}`);
    pdf.rect(ground.left, top, box.bar, bottom - top).fill(`#${colours.primary}`);
  }
  for (const y of rules) pdf.rect(paper.side, y, textWidth, 0.75).fill(`#${colours.accent}`);
  pdf.endMarkedContent();
}

function drawFooter(
  { pdf }: Drawing,
  { title, subject, pageOf }: Leaflet,
  number: number,
  count: number,
): void {
  const { footer } = types;
  const y = textBottom + 20;
  const position = `${number} ${pageOf} ${count}`;
  pdf.markContent('Artifact', { type: 'Pagination' });
  setType(pdf, footer);
  const width = pdf.widthOfString(position);
  const name = shortened(pdf, `${subject}. ${title}`, textWidth - width - footer.size * 2);
  drawText(pdf, name, paper.side, y, footer.leading);
  drawText(pdf, position, paper.width - paper.side - width, y, footer.leading);
  pdf.endMarkedContent();
}

/** What fits into one line. */
function shortened(pdf: Pdf, text: string, width: number): string {
  if (pdf.widthOfString(text) <= width) return text;
  const words = text.split(' ');
  while (words.length > 1 && pdf.widthOfString(`${words.join(' ')} …`) > width) words.pop();
  return `${words.join(' ')} …`;
}

function addBookmark(drawing: Drawing, { runs, bookmark }: Leaf, y: number): void {
  const text = runs.map((run) => run.text).join('');
  // pdfkit counts the left edge from the right.
  const place = { fit: false, left: paper.width, top: Math.max(0, y - 20), expanded: true } as never;
  const parent = bookmark === 1 ? drawing.pdf.outline : drawing.section;
  const made = parent.addItem(text, place);
  if (bookmark === 1) drawing.section = made;
}
