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

/** The words of an element's class and id, and what tests of them gave, by the test's number. */
export type Names = { words: string; results: boolean[] };

/** What the elements of one page share: all of them in the order of the page, and their names by their spelling. */
export type PageIndex = { elements: PageElement[]; names: Map<string, Names> };

/**
 * An element that knows its place in the page, so that walks and questions of kinship need no recursion, and that keeps
 * what was once read from it: a tree is never altered after it is built.
 */
export class PageElement extends Element {
  readonly index: PageIndex;
  /** Place in the order of the page, and that of the last element inside. */
  readonly first: number;
  last: number;
  names: Names | null = null;
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
