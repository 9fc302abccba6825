import { Element } from 'domhandler';

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

/** What the elements of one page share: all of them in the order of the page, and words already taken from their names. */
export type PageIndex = { elements: PageElement[]; hints: Map<string, string> };

/**
 * An element that knows its place in the page, so that walks and questions of kinship need no recursion, and that keeps
 * what was once read from it: a tree is never altered after it is built.
 */
export class PageElement extends Element {
  readonly index: PageIndex;
  /** Place in the order of the page, and that of the last element inside. */
  readonly first: number;
  last: number;
  hints: string | null = null;
  isHidden: boolean | null = null;
  seenText: string | null = null;
  measure: Measure | null = null;

  constructor(name: string, attribs: Record<string, string>, index: PageIndex) {
    super(name, attribs);
    this.index = index;
    this.first = index.elements.length;
    this.last = this.first;
    index.elements.push(this);
  }
}
