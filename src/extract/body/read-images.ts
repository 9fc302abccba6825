import type { Element } from 'domhandler';
import type { Image } from '../../model/block.ts';
import { imageKey } from '../../model/image-address.ts';
import { ancestorsOf, elementsIn } from '../tree.ts';
import { isPicture } from './picture-box.ts';
import { readCaption } from './read-caption.ts';
import { fileOf, readImage } from './read-image.ts';
import type { Caption } from './split-credit.ts';

/** A picture, and the largest box that holds no other one. */
type Shown = { image: Image; place: Element };

/**
 * The images of a figure, each with the caption and credit nearest to it: those of an inner figure belong to its own
 * picture. Where several share one caption, the last of them that has none carries it; `shared` is a caption of the
 * whole figure beside pictures that all have their own.
 */
export function readImages(figure: Element, base: string): { images: Image[]; shared: string | null } {
  const shown = placeImages(figure, base);
  const apart: Element[] = [];
  for (const { image, place } of shown) {
    if (place === figure) continue;
    const own = readCaption(place);
    if (own.caption === null && own.credit === null) continue;
    Object.assign(image, { caption: own.caption ?? image.caption, credit: own.credit ?? image.credit });
    apart.push(place);
  }
  const whole = readCaption(figure, apart);
  const set = new Set(apart);
  const rest = shown.filter(({ place }) => !set.has(place));
  const images = shown.map(({ image }) => image);
  return { images, shared: giveOut(whole, rest.length > 0 ? rest.map(({ image }) => image) : images, rest.length > 0) };
}

/** Gives the last bare picture what all share; without one, the credit goes to all that have none, the caption back. */
function giveOut({ caption, credit }: Caption, images: Image[], areBare: boolean): string | null {
  const last = images.at(-1);
  if (last === undefined) return null;
  if (areBare) {
    Object.assign(last, { caption: caption ?? last.caption, credit: credit ?? last.credit });
    return null;
  }
  for (const image of images) image.credit ??= credit;
  return caption;
}

function placeImages(figure: Element, base: string): Shown[] {
  const found = findImages(figure, base);
  const counts = new Map<Element, number>();
  for (const { img } of found)
    for (const holder of ancestorsOf(img)) {
      counts.set(holder, (counts.get(holder) ?? 0) + 1);
      if (holder === figure) break;
    }
  return found.map(({ image, img }) => ({ image, place: placeOf(img, figure, counts) }));
}

/** A figure's pictures, each once: the same file within one inner figure, the same address in two. */
function findImages(figure: Element, base: string): { image: Image; img: Element }[] {
  const found: { image: Image; img: Element }[] = [];
  const filesOf = new Map<Element, Set<string>>();
  const figureOf = new Map<string, Element>();
  for (const img of elementsIn(figure)) {
    if (!isPicture(img)) continue;
    const image = readImage(img, base);
    if (image === null) continue;
    const inner = innerFigure(img, figure);
    const [file, key] = [fileOf(image.url), imageKey(image.url)];
    const files = filesOf.get(inner) ?? new Set();
    if (files.has(file) || (figureOf.get(key) ?? inner) !== inner) continue;
    filesOf.set(inner, files.add(file));
    figureOf.set(key, inner);
    found.push({ image, img });
  }
  return found;
}

function innerFigure(img: Element, figure: Element): Element {
  for (const holder of ancestorsOf(img)) if (holder === figure || holder.name === 'figure') return holder;
  return figure;
}

function placeOf(img: Element, figure: Element, counts: Map<Element, number>): Element {
  let place = img;
  for (const holder of ancestorsOf(img)) {
    if ((counts.get(holder) ?? 0) !== 1) break;
    place = holder;
    if (holder === figure) break;
  }
  return place;
}
