import type { Element } from 'domhandler';
import type { Image } from '../../model/block.ts';
import { resolveAddress } from '../address.ts';
import { readCaption, readImage, sameFile } from '../body/read-image.ts';
import type { Clues, Found } from '../clues.ts';
import { addressOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, elementsIn, findElement, hintsOf, isHidden, textOf } from '../tree.ts';

const OUTSIDE =
  /\b(?:sidebar|related|most read|cluster|recommended|teasers?|nav|menu|footer|ad|advert\w*|author|byline|comments?|newsletter|promo|logo)\b/;

/** The picture over the article, with caption and credit; `element` is the figure that shows it. */
export function readLeadImage(
  clues: Clues,
  headline: Element | null,
  region: Element[],
): (Found<Image> & { element: Element | null }) | null {
  const ruled = selectFirst(clues.document, clues.rule?.leadImage ?? [])[0];
  if (ruled !== undefined) {
    const image = imageIn(ruled, clues);
    if (image !== null) return { value: image, from: 'rule', confidence: 1, element: ruled };
  }
  const claimed = resolveAddress(
    addressOfProperty(clues.linked.article?.image) ??
      firstMeta(clues.head, 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'),
    clues.base,
  );
  const shown = shownImage(clues, headline, region, claimed);
  if (shown !== null) return shown;
  return claimed === null
    ? null
    : {
        value: { url: claimed, alt: null, caption: null, credit: null },
        from: 'open-graph',
        confidence: 0.6,
        element: null,
      };
}

function imageIn(element: Element, clues: Clues): Image | null {
  const img = element.name === 'img' ? element : findElement(element, ({ name }) => name === 'img');
  if (img === null) return null;
  const figure = figureOf(img);
  const image = readImage(img, figure, clues.base);
  if (image === null) return null;
  const [caption, credit] = [clues.rule?.caption ?? [], clues.rule?.credit ?? []].map(
    (selectors) => selectFirst(clues.document, selectors)[0],
  );
  return {
    ...image,
    caption: caption ? textOf(caption) || null : image.caption,
    credit: credit ? textOf(credit) || null : image.credit,
  };
}

/** The first picture between the headline and the body's first text, or the one that metadata names. */
function shownImage(
  clues: Clues,
  headline: Element | null,
  region: Element[],
  claimed: string | null,
): (Found<Image> & { element: Element }) | null {
  let isAfter = headline === null;
  let seenText = 0;
  for (const element of elementsIn(clues.document)) {
    if (element === headline) isAfter = true;
    if (element.name === 'p' && region.some((body) => isIn(element, body))) seenText += textOf(element).length;
    if (element.name !== 'img' || isOutside(element)) continue;
    const isEarly = isAfter && seenText < 120 && region.length > 0;
    const figure = figureOf(element);
    const bare = readImage(element, null, clues.base);
    if (bare === null) continue;
    const isClaimed = claimed !== null && sameFile(bare.url, claimed);
    if (!isClaimed && !(isEarly && (figure !== null || region.some((body) => isIn(element, body))))) continue;
    if (seenText > 1_500) return null;
    const image = figure === null ? bare : { ...bare, ...readCaption(figure) };
    return { value: image, from: 'heuristic', confidence: isClaimed ? 0.95 : 0.8, element: figure ?? element };
  }
  return null;
}

/** The figure around a picture: `<figure>`, or the nearest box named after a picture. */
function figureOf(img: Element): Element | null {
  let steps = 0;
  for (const holder of ancestorsOf(img)) {
    if (holder.name === 'figure') return holder;
    if (
      steps < 4 &&
      /^(?:div|section|span)$/.test(holder.name) &&
      /\b(?:figure|caption|image|picture|photo|media)\b/.test(hintsOf(holder)) &&
      textOf(holder).length < 700 &&
      findElement(holder, (inner) => /\bcaption|credit\b/.test(hintsOf(inner))) !== null
    )
      return holder;
    steps += 1;
    if (steps > 6) return null;
  }
  return null;
}

function isOutside(element: Element): boolean {
  for (const holder of [element, ...ancestorsOf(element)]) {
    if (/^(?:nav|footer|aside|form)$/.test(holder.name) || isHidden(holder)) return true;
    if (
      holder.name !== 'body' &&
      holder.name !== 'html' &&
      OUTSIDE.test(hintsOf(holder)) &&
      textOf(holder).length < 1_500
    )
      return true;
  }
  return false;
}

function isIn(element: Element, container: Element): boolean {
  for (const holder of ancestorsOf(element)) if (holder === container) return true;
  return element === container;
}
