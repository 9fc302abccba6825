import type { WordEdit } from '../../model/change.ts';
import { IMAGE_TEXTS } from '../image-texts.ts';
import { keepDrawable, MISSING, splitByFont } from './choose-fonts.ts';
import type { ChangeImage } from './describe-image.ts';
import { IMAGE_SIZE } from './image-size.ts';
import { type Line, layOutWords } from './lay-out-words.ts';

const MARGIN = 60;
const INNER = IMAGE_SIZE.width - 2 * MARGIN;

const INK = '#1d1c1a';
const SOFT = '#5d5a54';
const AMBER = '#7a4d00';
const SIDES = {
  before: { op: 'removed', sign: '−', ink: '#a3151a', wash: '#fbe4e1' },
  after: { op: 'added', sign: '+', ink: '#11603a', wash: '#def2e4' },
} as const;

/** The picture of a change as SVG: captured texts are text in it and nothing else, and it refers to nothing outside. */
export function drawChange(image: ChangeImage): string {
  const drawable = mapTexts(image);
  const headline = layOutWords([{ op: 'same', text: drawable.headline }], INNER / 40, 2);
  const bodyTop = 150 + headline.length * 52;
  const sides = (['before', 'after'] as const).filter((side) => drawable[side].length > 0);
  const most = sides.length === 2 ? 3 : 6;
  let top = bodyTop + 24;
  const boxes = sides.map((side) => {
    const lines = layOutWords(drawable[side], (INNER - 90) / 30, most);
    const height = 24 + lines.length * 42;
    const box = drawSide(side, lines, top, height);
    top += height + 14;
    return box;
  });
  const isPartial = JSON.stringify(drawable).includes(MISSING);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${IMAGE_SIZE.width}" height="${IMAGE_SIZE.height}" font-family="DejaVu Sans">`,
    `<rect width="100%" height="100%" fill="#fbfaf7"/><rect width="12" height="100%" fill="${AMBER}"/>`,
    drawLine([{ op: 'same', text: drawable.source }], { y: 76, size: 28, fill: INK, isHeld: true }),
    drawText(drawable.time, { y: 76, size: 24, fill: SOFT, anchor: 'end' }),
    ...headline.map((line, at) => drawLine(line, { y: 138 + at * 52, size: 40, fill: INK })),
    drawLine([{ op: 'same', text: drawable.kinds }], { y: bodyTop, size: 24, fill: AMBER }),
    ...boxes,
    drawText(`${IMAGE_TEXTS.wordmark} · ${IMAGE_TEXTS.motto}`, { y: 604, size: 22, fill: SOFT, anchor: 'start' }),
    isPartial ? drawText(IMAGE_TEXTS.missing, { y: 604, size: 20, fill: SOFT, anchor: 'end' }) : '',
    '</svg>',
  ].join('\n');
}

function mapTexts(image: ChangeImage): ChangeImage {
  const words = (edits: WordEdit[]) => edits.map(({ op, text }) => ({ op, text: keepDrawable(text) }));
  const { source, time, headline, kinds, before, after } = image;
  const [first = []] = layOutWords([{ op: 'same', text: keepDrawable(source) }], 20, 1);
  return {
    source: first.map(({ text }) => text).join(''),
    time: keepDrawable(time),
    headline: keepDrawable(headline),
    kinds: keepDrawable(kinds),
    before: words(before),
    after: words(after),
  };
}

function drawSide(side: keyof typeof SIDES, lines: Line[], top: number, height: number): string {
  const { op, sign, ink, wash } = SIDES[side];
  const marks = { [op]: ink };
  return [
    `<rect x="${MARGIN}" y="${top}" width="${INNER}" height="${height}" rx="6" fill="${wash}"/>`,
    drawText(sign, { y: top + 42, size: 30, fill: ink, anchor: 'start', x: MARGIN + 18 }),
    ...lines.map((line, at) => drawLine(line, { y: top + 44 + at * 42, size: 30, fill: INK, marks, inset: 56 })),
  ].join('\n');
}

type Manner = {
  y: number;
  size: number;
  fill: string;
  marks?: Record<string, string>;
  inset?: number;
  /** What stands at the other end of the line keeps it from beginning there. */
  isHeld?: boolean;
};

/** A line from the side on which its script begins. */
function drawLine(line: Line, { y, size, fill, marks = {}, inset = 0, isHeld = false }: Manner): string {
  const text = line.map((stretch) => stretch.text).join('');
  const isRtl = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  const spans = line.flatMap((stretch) => {
    const mark = marks[stretch.op];
    const colour = mark ?? fill;
    const decoration = mark === undefined ? '' : ' text-decoration="underline"';
    return splitByFont(stretch.text).map(({ text: run, isThin }) => {
      const outline = isThin ? ` stroke="${colour}" stroke-width="${size / 24}"` : '';
      return `<tspan fill="${colour}"${outline}${decoration}>${escapeXml(run)}</tspan>`;
    });
  });
  const isRight = isRtl && !isHeld;
  const x = isRight ? IMAGE_SIZE.width - MARGIN - 18 * Math.sign(inset) : MARGIN + inset;
  // The renderer takes every text for one from left to right unless an isolate says otherwise (UAX 9).
  const content = isRtl ? `\u2067${spans.join('')}\u2069` : spans.join('');
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${isRight ? 'end' : 'start'}" xml:space="preserve">${content}</text>`;
}

type TextManner = { y: number; size: number; fill: string; anchor: 'start' | 'end'; x?: number };

function drawText(text: string, { y, size, fill, anchor, x }: TextManner): string {
  const at = x ?? (anchor === 'start' ? MARGIN : IMAGE_SIZE.width - MARGIN);
  return `<text x="${at}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
