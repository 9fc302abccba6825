import type { Element } from 'domhandler';
import { hintsOf } from '../names.ts';
import { findElement } from '../tree.ts';
import { isDeclared } from './declared-block.ts';
import { furnitureScore, isDiscussion } from './furniture.ts';
import { isLinkedHeading } from './linked-heading.ts';
import type { Measure, Measures } from './measure-tree.ts';
import type { BodyText } from './picture-box.ts';
import { isNamedRelated } from './read-related.ts';

/** What the pruning of a body must know: how much text it has in all, and what a rule spares or removes. */
export type Pruning = {
  measures: Measures;
  region: Measure;
  /** Running text of the region by the names of its elements (`proseByName`). */
  namesakes: Map<string, number>;
  keep: Set<Element>;
  remove: Set<Element>;
};

export const BY_RULE = 'a rule removes it';

/** Why an element inside the body is not part of the article, in words; `null` where it is. */
export function furnitureReason(element: Element, pruning: Pruning): string | null {
  if (pruning.keep.has(element)) return null;
  if (pruning.remove.has(element)) return BY_RULE;
  const measure = pruning.measures.get(element);
  if (measure === undefined) return null;
  const reason = suspicionOf(element, measure, pruning);
  // What the page itself declares a block of its article is one, be it made like a teaser or a list of links.
  return reason !== null && isDeclared(element) ? null : reason;
}

/** What an element's names and make-up say against it. */
function suspicionOf(element: Element, measure: Measure, pruning: Pruning): string | null {
  const plain = measure.text - measure.linked;
  const share = Math.max(
    plain / Math.max(1, pruning.region.text - pruning.region.linked),
    namesakeShare(element, pruning),
  );
  const score = furnitureScore(element);
  const density = measure.linked / Math.max(1, measure.text);
  if (score >= 0.85 && share < 0.4) return 'its name says so';
  // An aside that its name does not condemn is a box of the article: a glossary, a chronicle.
  const isBox = element.name === 'aside' && score === 0.7 && density < 0.3 && measure.text >= 30;
  if (score >= 0.6 && !isBox && share < 0.25 && (density > 0.3 || measure.prose < 60))
    return 'its name says so, and it holds little text';
  // A related article that shares its box with an advert is found further in.
  if (findElement(element, isNamedRelated) !== null) return null;
  if (isLinkList(element, measure, density)) return 'it is a list of links';
  if (share < (element.name === 'article' ? 0.6 : 0.25) && isTeaser(element, measure))
    return 'it is a teaser of another page';
  return null;
}

/** What part of the region's running text stands in elements of this name. */
function namesakeShare(element: Element, { namesakes, region }: Pruning): number {
  return isDiscussion(element) ? 0 : (namesakes.get(hintsOf(element)) ?? 0) / Math.max(1, region.prose);
}

function isLinkList(element: Element, measure: Measure, density: number): boolean {
  if (!measure.holdsBlocks || density < 0.66 || measure.text === 0) return false;
  const links = countLinks(element, 3);
  return links >= 2 && measure.prose < 120;
}

function countLinks(element: Element, atMost: number): number {
  let links = 0;
  findElement(element, ({ name }) => {
    if (name === 'a') links += 1;
    return links >= atMost;
  });
  return links;
}

/** A box around a linked heading, with little text of its own. */
function isTeaser(element: Element, measure: Measure): boolean {
  const isArticle = element.name === 'article';
  if (!/^(?:article|div|section|li|aside)$/.test(element.name) || !measure.holdsBlocks) return false;
  if (measure.text > 700 && !isArticle) return false;
  const heading = findElement(element, ({ name }) => /^h[1-6]$/.test(name));
  if (heading === null || !isLinkedHeading(heading)) return false;
  return (
    isArticle || measure.linked > measure.text * 0.3 || /\b(?:teaser|card|item|story|post)\b/.test(hintsOf(element))
  );
}

/** What of a region looks like its running text: bare elements, and those of a name that much of the text has. */
export function bodyTextOf({ measures, namesakes, region }: Pruning): BodyText {
  const isLikeBody = (element: Element) => {
    const hints = hintsOf(element);
    return hints === '' || (namesakes.get(hints) ?? 0) > region.prose * 0.15;
  };
  return { measures, length: region.text, isLikeBody };
}
