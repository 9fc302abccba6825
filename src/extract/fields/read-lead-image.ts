import type { Element } from 'domhandler';
import type { Image } from '../../model/block.ts';
import { isSameImage } from '../../model/image-address.ts';
import { resolveAddress } from '../address.ts';
import { type BodyText, isLoneCaption, isPicture } from '../body/picture-box.ts';
import { isPortrait } from '../body/portrait.ts';
import { isSurelyCaption, readCaption } from '../body/read-caption.ts';
import { readImage, sameFile } from '../body/read-image.ts';
import type { Clues, Found } from '../clues.ts';
import { readLinkedPictures } from '../evidence/linked-pictures.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, elementsIn, findElement, isHidden, isWithin, textOf } from '../tree.ts';
import { captionBeside, figureOf, isInFurniture } from './lead-figure.ts';

/** What is known of the article when its lead image is sought. */
export type LeadPlace = { headline: Element | null; region: Element[]; body: BodyText; authors: string[] };
type Shown = { image: Image; element: Element; isClaimed: boolean; isEarly: boolean };

/** Characters of the body before which a picture stands at its head, and after which none leads it. */
const [HEAD, END] = [120, 1_500];

/** So many pictures are weighed: a gallery without a text has its lead among the first. */
const MOST_PICTURES = 200;

/** The picture over the article, with caption and credit; `element` is the figure that shows it. */
export function readLeadImage(clues: Clues, place: LeadPlace): (Found<Image> & { element: Element | null }) | null {
  const ruled = selectFirst(clues.document, clues.rule?.leadImage ?? [])[0];
  if (ruled !== undefined) {
    const image = ruledImage(ruled, clues, place.body);
    if (image !== null) return { value: image, from: 'rule', confidence: 1, element: ruled };
  }
  const claims = claimedImages(clues).filter(({ image }) => !isShareCard(image.url) || !showsPicture(place.region));
  const { shown, caption } = shownImages(clues, place, claims);
  const chosen = shown.find((one) => one.isClaimed && one.isEarly) ?? shown[0];
  if (chosen !== undefined) {
    const image = withWords(chosen.image, claims);
    return { value: image, from: 'heuristic', confidence: chosen.isClaimed ? 0.95 : 0.8, element: chosen.element };
  }
  const [claim] = claims;
  if (claim === undefined) return null;
  const value = caption === null ? claim.image : { ...claim.image, ...readCaption(caption) };
  return { value, from: claim.from, confidence: 0.6, element: null };
}

function ruledImage(element: Element, clues: Clues, body: BodyText): Image | null {
  const img = isPicture(element) ? element : findElement(element, isPicture);
  const bare = img === null ? null : readImage(img, clues.base);
  if (img === null || bare === null) return null;
  const image = withCaption(bare, figureOf(img, body));
  const [caption, credit] = [clues.rule?.caption ?? [], clues.rule?.credit ?? []].map(
    (selectors) => selectFirst(clues.document, selectors)[0],
  );
  return {
    ...image,
    caption: caption ? textOf(caption) || null : image.caption,
    credit: credit ? textOf(credit) || null : image.credit,
  };
}

type Claim = { image: Image; from: 'json-ld' | 'open-graph' };

/** The pictures that metadata names: JSON-LD's first, then the card for other sites. */
function claimedImages({ linked, head, base }: Clues): Claim[] {
  const url = resolveAddress(firstMeta(head, 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'), base);
  const linkedClaims = readLinkedPictures(linked, base).map((image) => ({ image, from: 'json-ld' }) as const);
  if (url === null) return linkedClaims;
  return [...linkedClaims, { image: { url, alt: null, caption: null, credit: null }, from: 'open-graph' }];
}

/** The pictures at the head of the article, and those further in that metadata names; a caption whose picture only a script shows. */
function shownImages(clues: Clues, place: LeadPlace, claims: Claim[]): { shown: Shown[]; caption: Element | null } {
  const { headline, region, body } = place;
  const inside = [headline, ...region].filter((one) => one !== null);
  const shown: Shown[] = [];
  let caption: Element | null = null;
  let isAfter = headline === null;
  let seenText = 0;
  let weighed = 0;
  for (const element of elementsIn(clues.document)) {
    if (element === headline) isAfter = true;
    if (element.name === 'p' && region.some((one) => isWithin(element, one))) seenText += textOf(element).length;
    if (seenText > END || weighed >= MOST_PICTURES) break;
    const isEarly = isAfter && seenText < HEAD && region.length > 0;
    if (isEarly && shown.length === 0 && isLoneCaption(element) && isSurelyCaption(element) && !isHiddenWithin(element))
      caption ??= element;
    if (!isPicture(element)) continue;
    if (isHiddenWithin(element) || isInFurniture(element, inside)) continue;
    const bare = readImage(element, clues.base);
    if (bare === null) continue;
    weighed += 1;
    const isClaimed = claims.some(({ image }) => isSamePicture(image.url, bare.url));
    const isInBody = region.some((one) => isWithin(element, one));
    const figure = figureOf(element, isInBody ? body : { ...body, isLikeBody: () => false });
    const isShown = isEarly && (figure !== null || isInBody);
    if (!isClaimed && !isShown) continue;
    const image = withCaption(bare, figure ?? element);
    if (!isClaimed && isPortrait(image, place.authors)) continue;
    shown.push({ image, element: figure ?? element, isClaimed, isEarly });
  }
  return { shown, caption };
}

const CARD_FOLDER =
  /\/(?:share|sharing|social(?:[-_](?:cards?|images?|share))?|og(?:[-_]images?)?|open-?graph(?:[-_]images?)?)\//i;

/** Whether an address says that the picture was made for links on other sites: headline and logo, not what is told. */
function isShareCard(url: string): boolean {
  return CARD_FOLDER.test(new URL(url).pathname);
}

function showsPicture(region: Element[]): boolean {
  return region.some((one) => findElement(one, isPicture) !== null);
}

function isSamePicture(a: string, b: string): boolean {
  return sameFile(a, b) || isSameImage(a, b);
}

function withCaption(image: Image, figure: Element | null): Image {
  if (figure === null) return image;
  const own = isPicture(figure) ? { caption: null, credit: null } : readCaption(figure);
  const beside = own.caption === null ? captionBeside(figure) : null;
  const said = beside === null ? own : readCaption(beside);
  return { ...image, caption: said.caption ?? image.caption, credit: own.credit ?? said.credit ?? image.credit };
}

/** What the page itself does not say of its picture, metadata may. */
function withWords(image: Image, claims: Claim[]): Image {
  const claim = claims.find((one) => isSamePicture(one.image.url, image.url))?.image;
  return { ...image, caption: image.caption ?? claim?.caption ?? null, credit: image.credit ?? claim?.credit ?? null };
}

function isHiddenWithin(element: Element): boolean {
  if (isHidden(element)) return true;
  for (const holder of ancestorsOf(element)) if (isHidden(holder)) return true;
  return false;
}
