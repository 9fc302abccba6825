import type { Element } from 'domhandler';
import type { Image } from '../../model/block.ts';
import { resolveAddress } from '../address.ts';
import { foldText } from '../fold-text.ts';
import { ancestorsOf, attributeOf, elementsIn, hintsOf, isWithin, textOf } from '../tree.ts';

const LAZY_SOURCES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-hi-res-src',
  'data-img',
  'data-image',
];
const PLACEHOLDER =
  /^data:|(?:placeholder|blank|spacer|transparent|pixel|1x1|lazyload|loading|grey|empty)[^/]*\.(?:gif|png|svg|jpe?g|webp)/i;
const NOT_A_PICTURE =
  /(?:sprite|\/icons?\/|[-_/]icon[-_.]|avatar|gravatar|logo|emoji|badge|button|tracking|beacon)|\.svg(?:$|\?)/i;
const CREDIT_NAMES =
  /\b(?:credits?|copyright|photographer|photo by|source|agency|byline|attribution|rights|auteur|autor|fotograf\w*|quelle|urheber|fonte|crediti)\b/;
const CAPTION_NAMES =
  /\b(?:caption|captions|legend|legende|bildunterschrift|bildtext|description|wp caption text|cutline|figcaption)\b/;
/** A credit at the end of a caption, as agencies write it. */
const CREDIT_AT_END =
  /(?:^|[\s.([|–—-])((?:photos?|photograph|pictures?|images?|foto|fotos|bild|crédits?(?: photo)?|credits?|photo credit|image credit|фото|fotografía|zdjęcie|kuva|slika)(?: by| credit)?\s*[:：|]\s*|©\s*|\(c\)\s*|photograph(?:ed)? by |(?:photo|picture|image) by )([^.]{2,120})[.)\]]*$/i;
const MIN_SIDE = 70;

/** What stands under a picture: the caption never contains the credit. */
export type Caption = { caption: string | null; credit: string | null };

/** The picture of an `<img>` with what its figure says of it; `null` for icons, pixels and placeholders. */
export function readImage(img: Element, figure: Element | null, base: string): Image | null {
  const url = sourceOf(img, base);
  if (url === null || isDecoration(img, url)) return null;
  const alt = attributeOf(img, 'alt');
  const { caption, credit } = figure === null ? { caption: null, credit: null } : readCaption(figure);
  return { url, alt: alt === null ? null : foldText(alt), caption, credit };
}

/** A figure's caption and its credit, apart: by the mark-up where it sets them apart, else by the caption's last words. */
export function readCaption(figure: Element, except: Element[] = []): Caption {
  const isOwn = (element: Element) => !except.some((other) => isWithin(element, other));
  const own = [...elementsIn(figure)].filter((element) => except.length === 0 || isOwn(element));
  const holder =
    own.find(({ name }) => name === 'figcaption') ??
    own.find(
      (element) =>
        element.name !== 'img' &&
        CAPTION_NAMES.test(hintsOf(element)) &&
        !except.some((other) => isWithin(other, element)),
    ) ??
    null;
  const creditElements = own.filter((element) => CREDIT_NAMES.test(hintsOf(element)) || isCreditProperty(element));
  const apart = creditElements.filter(
    (element) =>
      element !== holder &&
      ![...ancestorsOf(element)].some((outer) => creditElements.includes(outer) && outer !== holder),
  );
  const credit = foldText(apart.map((element) => textOf(element)).join(' ')) || null;
  const whole = holder === null ? '' : textOf(holder);
  const caption =
    (credit === null
      ? whole
      : withoutParts(
          whole,
          apart.map((element) => textOf(element)),
        )) || null;
  if (credit !== null) return { caption, credit: cleanCredit(credit) };
  return splitCredit(caption);
}

/** Takes the credit off a caption's end: `… in Moscow. Photo: Reuters`. */
export function splitCredit(caption: string | null): { caption: string | null; credit: string | null } {
  const match = caption?.match(CREDIT_AT_END);
  if (caption === null || !match) return { caption, credit: null };
  const before = caption.slice(0, match.index).replace(/[\s([|–—-]+$/, '');
  const kept =
    before === '' || /[.!?…"”»]$/.test(before) ? before : `${before}${caption[match.index ?? 0] === '.' ? '.' : ''}`;
  return { caption: kept || null, credit: cleanCredit(match[2] ?? '') };
}

function cleanCredit(credit: string): string | null {
  return (
    credit
      .replace(/^[\s/|([–—-]+|[\s/|)\]–—-]+$/g, '')
      .replace(/^(?:photo|foto|image|bild|credit|source|quelle|фото)\s*[:：]\s*/i, '') || null
  );
}

function isCreditProperty(element: Element): boolean {
  return /^(?:copyrightHolder|creditText|author|creator|copyrightNotice)$/.test(attributeOf(element, 'itemprop') ?? '');
}

function withoutParts(whole: string, parts: string[]): string {
  let rest = whole;
  for (const part of parts) if (part !== '') rest = rest.replace(part, ' ');
  return foldText(rest).replace(/^[\s/|–—-]+|[\s/|–—-]+$/g, '');
}

/** The address of the picture that a reader sees: not the stand-in of a page that loads it late. */
function sourceOf(img: Element, base: string): string | null {
  const src = attributeOf(img, 'src');
  const lazy = LAZY_SOURCES.map((name) => attributeOf(img, name)).find(
    (value) => value !== null && !value.startsWith('data:'),
  );
  const direct = src === null || PLACEHOLDER.test(src) ? (lazy ?? null) : src;
  if (direct !== null) return resolveAddress(direct, base);
  const sets = [img, ...siblingSources(img)].flatMap((one) => [
    attributeOf(one, 'srcset'),
    attributeOf(one, 'data-srcset'),
  ]);
  return resolveAddress(largestOf(sets.find((set) => set !== null) ?? null), base);
}

function siblingSources(img: Element): Element[] {
  const picture = [...ancestorsOf(img)].find(({ name }) => name === 'picture');
  return picture === undefined ? [] : [...elementsIn(picture)].filter(({ name }) => name === 'source');
}

/** The largest picture of a `srcset` (HTML standard, § 4.8.4.2.1), read loosely. */
function largestOf(srcset: string | null): string | null {
  const candidates = (srcset ?? '').split(/,\s+|,(?=https?:|\/)/).map((candidate) => {
    const [url, descriptor] = candidate.trim().split(/\s+/);
    return { url: url ?? '', size: Number.parseFloat(descriptor ?? '1') || 1 };
  });
  const usable = candidates.filter(({ url }) => url !== '' && !url.startsWith('data:'));
  return usable.toSorted((a, b) => b.size - a.size)[0]?.url ?? null;
}

function isDecoration(img: Element, url: string): boolean {
  const sides = [attributeOf(img, 'width'), attributeOf(img, 'height')].map((side) => Number.parseInt(side ?? '', 10));
  if (sides.some((side) => side < MIN_SIDE)) return true;
  return (
    NOT_A_PICTURE.test(new URL(url).pathname) ||
    PLACEHOLDER.test(url) ||
    /\b(?:avatar|icon|logo|emoji)\b/.test(hintsOf(img))
  );
}

/** Whether two addresses are one picture in other sizes or with other parameters. */
export function sameFile(a: string, b: string): boolean {
  return fileOf(a) === fileOf(b);
}

function fileOf(address: string): string {
  const url = new URL(address);
  const name = url.pathname.split('/').at(-1) ?? '';
  return (name.length > 8 ? name : url.host + url.pathname).replace(/-\d{2,4}x\d{2,4}(?=\.\w+$)/, '').toLowerCase();
}
