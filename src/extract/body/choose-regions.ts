import type { Document, Element } from 'domhandler';
import type { Clues } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { selectFirst } from '../select-elements.ts';
import type { RegionChoice } from '../trace.ts';
import { ancestorsOf, isElement } from '../tree.ts';
import { findLiveRegion } from './find-live-region.ts';
import { findPictureRegion } from './find-picture-region.ts';
import { findRegion } from './find-region.ts';
import { joinRegions } from './join-regions.ts';
import { type Measures, measureTree, type Passage } from './measure-tree.ts';
import { weighPassages } from './weigh-passages.ts';

/** The elements that hold the body, in the order of the page; what was measured for it, and by what they were chosen. */
export type Regions = {
  elements: Element[];
  choice: RegionChoice;
  /** The one that the choice began with; `null` where a rule names the body, and where the whole page is it. */
  seed: Element | null;
  measures: Measures;
  passages: Passage[];
};

/** Where the body stands: as the rule says, else by its entries where it is a live blog, else by its passages. */
export function chooseRegions(clues: Clues, headline: Element | null): Regions {
  const measured = measureTree(clues.document);
  const ruled = outermost(selectFirst(clues.document, clues.rule?.body ?? []));
  if (ruled.length > 0) return { elements: ruled, choice: 'rule', seed: null, ...measured };
  const { measures } = measured;
  const articleBody = textOfProperty(clues.linked.article?.articleBody);
  const passages = weighPassages(measured.passages, measures, { headline, articleBody });
  const found = findRegion(clues.document, measures, passages);
  const live = findLiveRegion(clues.document, found, measures, passages);
  if (live !== null) return { elements: [live], choice: 'live-entries', seed: live, ...measured };
  const pictures = found === null ? findPictureRegion(clues.document) : null;
  if (pictures !== null) return { elements: [pictures], choice: 'pictures', seed: pictures, ...measured };
  if (found === null) return { elements: topElements(clues.document), choice: 'whole-page', seed: null, ...measured };
  return { elements: joinRegions(found, { passages, headline }), choice: 'passages', seed: found, ...measured };
}

/** All of a page that has no container around its text: fragments come so. */
function topElements(document: Document): Element[] {
  return document.children.filter(isElement).filter(({ name }) => !/^(?:html|head|script|style)$/.test(name));
}

function outermost(elements: Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter((element) => !ancestorsOf(element).some((holder) => all.has(holder)));
}
