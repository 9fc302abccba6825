import type { Element } from 'domhandler';
import type { Image } from '../../model/block.ts';
import { foldText } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { attributeOf } from '../tree.ts';
import { imageSource, isPlaceholder } from './image-source.ts';
import { splitCredit } from './split-credit.ts';

const NOT_A_PICTURE =
  /(?:sprite|\/icons?\/|[-_/]icon[-_.]|avatar|gravatar|logo|emoji|badge|button|tracking|beacon)|\.svg(?:$|\?)/i;
const MIN_SIDE = 70;
/** A file that is named after its size alone: its folder is the picture. */
const SIZE_NAME = /^\d{2,4}x\d{2,4}[a-z]?\.\w+$/i;
/** Sides that are a ratio, not a size. */
const RATIOS = new Set(['16x9', '4x3', '3x2', '9x16', '3x4', '2x3', '21x9']);

/**
 * The picture of an `<img>`, with what the element itself gives for its caption, as galleries and light boxes do; `null`
 * for icons, pixels and placeholders. What the page shows beside it is for `readCaption`.
 */
export function readImage(img: Element, base: string): Image | null {
  const url = imageSource(img, base);
  if (url === null || isDecoration(img, url)) return null;
  const alt = attributeOf(img, 'alt');
  const said = attributeOf(img, 'data-caption') ?? attributeOf(img, 'data-image-caption');
  return { url, alt: alt === null ? null : foldText(alt), ...splitCredit(plainText(said)) };
}

/** Captions in attributes are mark-up at times. */
function plainText(markup: string | null): string | null {
  return markup === null ? null : foldText(markup.replace(/<[^<>]{1,300}>/g, ' ')) || null;
}

function isDecoration(img: Element, url: string): boolean {
  const [width, height] = [attributeOf(img, 'width'), attributeOf(img, 'height')];
  const isTiny = [width, height].some(
    (side) => /^\d+(?:px)?$/.test(side ?? '') && Number.parseInt(side ?? '', 10) < MIN_SIDE,
  );
  if (isTiny && !RATIOS.has(`${width}x${height}`)) return true;
  return (
    NOT_A_PICTURE.test(new URL(url).pathname) ||
    isPlaceholder(url) ||
    /\b(?:avatar|icon|logo|emoji)\b/.test(hintsOf(img))
  );
}

/** Whether two addresses are one picture in other sizes or with other parameters. */
export function sameFile(a: string, b: string): boolean {
  return fileOf(a) === fileOf(b);
}

/** What names a picture's file in an address, whatever its size and parameters: its last segment where that is long enough. */
export function fileOf(address: string): string {
  const url = new URL(address);
  const name = url.pathname.split('/').at(-1) ?? '';
  if (SIZE_NAME.test(name)) return (url.host + url.pathname.slice(0, -name.length)).toLowerCase();
  return (name.length > 8 ? name : url.host + url.pathname).replace(/-\d{2,4}x\d{2,4}(?=\.\w+$)/, '').toLowerCase();
}
