import type { Element, ParentNode } from 'domhandler';
import { foldSpace } from '../fold-text.ts';
import type { Measure, PageElement } from '../page-element.ts';
import { isElement, isHidden, isInline, isSilent, isText } from '../tree.ts';

export type { Measure };

/** What was measured of elements, by element. */
export type Measures = { get(element: Element): Measure | undefined };
const MEASURES: Measures = { get: (element) => (element as PageElement).measure ?? undefined };

/** A piece of running text: the block-level element that directly holds it. */
export type Passage = { element: Element; prose: number; length: number };

const VISIBLE = /\S/;
/** The first of the scripts in `WIDE` begins here. */
const MAY_BE_WIDE = /[\u0e00-\uffff]/;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const NEVER_PROSE = new Set('h1 h2 h3 h4 h5 h6 figcaption caption label th dt address summary time'.split(' '));
/** A text this long is surely a paragraph; shorter ones count for less the shorter they are. */
const SURE_LENGTH = 100;

/** Measures every element below a root in one pass, and lists its passages in the order of the page. */
export function measureTree(root: ParentNode): { measures: Measures; passages: Passage[] } {
  const passages: Passage[] = [];
  for (const child of root.children) if (isElement(child)) measureElement(child, false, passages);
  return { measures: MEASURES, passages };
}

function measureElement(element: Element, inLink: boolean, passages: Passage[]): Measure {
  const measure: Measure = { text: 0, linked: 0, prose: 0, holdsBlocks: false, own: 0, ownLinked: 0 };
  (element as PageElement).measure = measure;
  if (isSilent(element) || isHidden(element)) return measure;
  const linked = inLink || (element.name === 'a' && element.attribs.href !== undefined);
  const at = passages.length;
  for (const child of element.children) {
    if (isText(child)) {
      const length = visibleLength(child.data);
      if (length > 0) addText(measure, length, linked ? length : 0);
    } else if (isElement(child)) {
      const inner = measureElement(child, linked, passages);
      const inline = isInline(child);
      addInner(measure, inner, inline && !inner.holdsBlocks);
      if (inner.holdsBlocks || (!inline && child.name !== 'br' && child.name !== 'img')) measure.holdsBlocks = true;
    }
  }
  if (!measure.holdsBlocks && isInline(element)) return measure;
  const prose = proseOf(element, measure);
  if (prose === 0) return measure;
  measure.prose += prose;
  const passage = { element, prose, length: measure.own };
  // A holder comes before what it holds.
  if (at === passages.length) passages.push(passage);
  else passages.splice(at, 0, passage);
  return measure;
}

function addText(measure: Measure, length: number, linked: number): void {
  measure.text += length;
  measure.linked += linked;
  measure.own += length;
  measure.ownLinked += linked;
}

function addInner(measure: Measure, inner: Measure, isOwn: boolean): void {
  measure.text += inner.text;
  measure.linked += inner.linked;
  measure.prose += inner.prose;
  if (!isOwn) return;
  measure.own += inner.own;
  measure.ownLinked += inner.ownLinked;
}

/** Characters that a reader sees; a letter of a script that writes words in few characters counts as more. */
function visibleLength(text: string): number {
  if (!VISIBLE.test(text)) return 0;
  const trimmed = text.trim();
  const folded = foldSpace(trimmed).length;
  return MAY_BE_WIDE.test(trimmed) ? folded + (trimmed.match(WIDE)?.length ?? 0) * 1.5 : folded;
}

function proseOf(element: Element, { own, ownLinked }: Measure): number {
  if (own < 25 || NEVER_PROSE.has(element.name) || ownLinked > own * 0.5) return 0;
  const share = element.name === 'li' || element.name === 'td' ? 0.6 : 1;
  return (own - ownLinked) * Math.min(1, own / SURE_LENGTH) * share;
}
