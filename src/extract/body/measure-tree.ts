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
};
export type Measures = Map<Element, Measure>;

/** A piece of running text: the block-level element that directly holds it. */
export type Passage = { element: Element; prose: number; length: number };

/** The first of the scripts in `WIDE` begins here. */
const MAY_BE_WIDE = /[\u0e00-\uffff]/;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const NEVER_PROSE = new Set('h1 h2 h3 h4 h5 h6 figcaption caption label th dt address summary time'.split(' '));
/** A text this long is surely a paragraph; shorter ones count for less the shorter they are. */
const SURE_LENGTH = 100;

const NOTHING: Measure = { text: 0, linked: 0, prose: 0, holdsBlocks: false, own: 0, ownLinked: 0 };

/** Measures every element below a root in one pass, and lists its passages in the order of the page. */
export function measureTree(root: ParentNode): { measures: Measures; passages: Passage[] } {
  const measures: Measures = new Map();
  const passages: Passage[] = [];
  const visit = (element: Element, inLink: boolean): Measure => {
    const measure: Measure = { ...NOTHING };
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
  const folded = foldSpace(trimmed).length;
  return MAY_BE_WIDE.test(trimmed) ? folded + (trimmed.match(WIDE)?.length ?? 0) * 1.5 : folded;
}

function proseOf(element: Element, { own, ownLinked }: Measure): number {
  if (own < 25 || NEVER_PROSE.has(element.name) || ownLinked > own * 0.5) return 0;
  const share = element.name === 'li' || element.name === 'td' ? 0.6 : 1;
  return (own - ownLinked) * Math.min(1, own / SURE_LENGTH) * share;
}
