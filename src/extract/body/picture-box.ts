import type { Element } from 'domhandler';
import { hintsOf } from '../names.ts';
import { findElement, findElements, isInline, textOf } from '../tree.ts';
import type { Measures } from './measure-tree.ts';
import { isCaptionElement } from './read-caption.ts';

const BOXES = /^(?:div|section|span|a|picture|p|aside|button|noscript|amp-[\w-]+|[a-z]+(?:-[a-z]+)+)$/;
const PICTURE_NAMES =
  /\b(?:wp caption|caption|photos?|pictures?|figure|images?|img|imagebox|imgbox\w*|media (?:image|photo|block)|inline image|foto|fotos|bild|imagen|imagem|immagine|zdjecie|hmedia|slides?)\b/;
/** What no box of a picture holds: other blocks of a text, controls, films. */
const FOREIGN = /^(?:h[1-6]|ul|ol|dl|table|blockquote|iframe|form|input|textarea|select|video|audio|article|nav|time)$/;
/** Longest text of a box that is named after its picture, and of one that is known by its make-up alone. */
const LONGEST_NAMED = 900;
const LONGEST_UNNAMED = 450;
const LONGEST_CAPTION = 600;
const LONGEST_CREDIT = 60;
/** The end of a path that gives a picture. */
export const IMAGE_FILE = /\.(?:jpe?g|png|webp|avif|gif)(?:$|[?#])/i;

/** What is known of the text around a box: how long it is, and whether an element is made like its paragraphs. */
export type BodyText = { measures: Measures; length: number; isLikeBody: (element: Element) => boolean };

/**
 * Whether an element is made for pictures and what stands under them: a `<figure>`, a box named after a picture, or any
 * box that holds nothing else than a picture and a short text unlike the article's own paragraphs.
 */
export function isPictureBox(element: Element, body: BodyText): boolean {
  if (element.name === 'figure') return true;
  if (!BOXES.test(element.name)) return false;
  if (findElement(element, isPicture) === null) return false;
  const length = textOf(element).length;
  // A box that holds much of the text is the text's, whatever its name.
  if (length > LONGEST_NAMED || length > body.length * 0.3) return false;
  if (findElement(element, ({ name }) => FOREIGN.test(name)) !== null) return false;
  if (length === 0) return true;
  if (isLinkAway(element, length)) return false;
  const isNamed = element.name === 'picture' || PICTURE_NAMES.test(hintsOf(element));
  if (isNamed) return findElements(element, ({ name }) => name === 'p').length <= 2;
  if (element.name === 'p' || element.name === 'a' || length > LONGEST_UNNAMED) return false;
  if (findElement(element, (inner) => isCaptionElement(inner) && textOf(inner) === textOf(element)) !== null)
    return true;
  return !isCard(element) && !holdsBodyText(element, body);
}

export function isPicture({ name }: Element): boolean {
  return name === 'img' || name === 'amp-img';
}

/** Whether an element is named as a caption, is short, and holds no picture of its own. */
export function isLoneCaption(element: Element): boolean {
  if (!isCaptionElement(element)) return false;
  const { length } = textOf(element);
  return length > 0 && length < LONGEST_CAPTION && findElement(element, isPicture) === null;
}

/** Whether most of a box's text is a link to another page: a teaser. */
function isLinkAway(element: Element, length: number): boolean {
  const links = [element, ...findElements(element, ({ name }) => name === 'a')].filter(leadsToPage);
  return links.reduce((total, link) => total + textOf(link).length, 0) > length * 0.5;
}

/** Whether a box's picture, or words beside it, lead to another page: a card, where no name says that it is a figure. */
function isCard(element: Element): boolean {
  const isCardLink = (link: Element) => textOf(link) !== '' || findElement(link, isPicture) !== null;
  return findElement(element, (inner) => leadsToPage(inner) && isCardLink(inner)) !== null;
}

function leadsToPage({ name, attribs: { href } }: Element): boolean {
  return name === 'a' && href !== undefined && !IMAGE_FILE.test(href) && !href.startsWith('#');
}

/** Whether text stands in the box as the article's own does: directly, in bare elements, or in ones of the same name. */
function holdsBodyText(element: Element, { measures, isLikeBody }: BodyText): boolean {
  const isText = (inner: Element) => !isInline(inner) && (measures.get(inner)?.own ?? 0) > 0;
  // A line of its own beside an element with the caption is the credit.
  const own = measures.get(element)?.own ?? 0;
  if (own > LONGEST_CREDIT || (own > 0 && own >= textOf(element).length * 0.5)) return true;
  return findElement(element, (inner) => isText(inner) && isLikeBody(inner)) !== null;
}
