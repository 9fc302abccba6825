import type { Element, ParentNode } from 'domhandler';
import { foldSpace } from '../fold-text.ts';
import { isElement, isHidden, isInline, isSilent, isText } from '../tree.ts';

/** What an element holds, in characters a reader sees. `prose` is running text. */
export type Measure = {
  text: number;
  linked: number;
  prose: number;
  /** Whether a block-level element is inside. */
  holdsBlocks: boolean;
  /** Text that stands directly in the element, or in its inline elements. */
  own: number;
  ownLinked: number;
  /** Place in the order of the page, and the last place inside. */
  first: number;
  last: number;
};
export type Measures = Map<Element, Measure>;

/** A piece of running text: the block-level element that directly holds it. */
export type Passage = { element: Element; prose: number; length: number };

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const NEVER_PROSE = new Set('h1 h2 h3 h4 h5 h6 figcaption caption label th dt address summary time'.split(' '));
/** A text this long is surely a paragraph; shorter ones count for less the shorter they are. */
const SURE_LENGTH = 100;

const NOTHING: Measure = { text: 0, linked: 0, prose: 0, holdsBlocks: false, own: 0, ownLinked: 0, first: 0, last: 0 };

/** Whether a measured element stands in another, or is it. */
export function holds(measures: Measures, outer: Element, inner: Element): boolean {
  const [out, inn] = [measures.get(outer), measures.get(inner)];
  return out !== undefined && inn !== undefined && out.first <= inn.first && inn.last <= out.last;
}

/** Measures every element below a root in one pass, and lists its passages in the order of the page. */
export function measureTree(root: ParentNode): { measures: Measures; passages: Passage[] } {
  const measures: Measures = new Map();
  const passages: Passage[] = [];
  let place = 0;
  const visit = (element: Element, inLink: boolean): Measure => {
    place += 1;
    const measure: Measure = { ...NOTHING, first: place, last: place };
    measures.set(element, measure);
    if (isSilent(element) || isHidden(element)) return measure;
    const linked = inLink || (element.name === 'a' && element.attribs.href !== undefined);
    const passage: Passage = { element, prose: 0, length: 0 };
    passages.push(passage);
    for (const child of element.children) {
      if (isText(child)) {
        const length = visibleLength(child.data);
        addText(measure, length, linked ? length : 0);
      } else if (isElement(child)) {
        const inner = visit(child, linked);
        addInner(measure, inner, isInline(child) && !inner.holdsBlocks);
        if (!isInline(child) && child.name !== 'br' && child.name !== 'img') measure.holdsBlocks = true;
        if (inner.holdsBlocks) measure.holdsBlocks = true;
      }
    }
    measure.last = place;
    if (isInline(element) && !measure.holdsBlocks) return measure;
    passage.prose = proseOf(element, measure);
    passage.length = measure.own;
    measure.prose += passage.prose;
    return measure;
  };
  for (const child of root.children) if (isElement(child)) visit(child, false);
  return { measures, passages: passages.filter(({ prose }) => prose > 0) };
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
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  const wide = trimmed.match(WIDE)?.length ?? 0;
  return foldSpace(trimmed).length + wide * 1.5;
}

function proseOf(element: Element, { own, ownLinked }: Measure): number {
  if (own < 25 || NEVER_PROSE.has(element.name) || ownLinked > own * 0.5) return 0;
  const share = element.name === 'li' || element.name === 'td' ? 0.6 : 1;
  return (own - ownLinked) * Math.min(1, own / SURE_LENGTH) * share;
}
