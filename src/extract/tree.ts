import { type AnyNode, type ChildNode, Element, type ParentNode, Text } from 'domhandler';
import { foldText } from './fold-text.ts';
import { nameTest } from './names.ts';
import { PageElement } from './page-element.ts';

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr amp-fit-text'
  ).split(' '),
);
/** Elements whose text is not the page's. */
const SILENT = new Set(
  'script style noscript template svg math canvas object iframe select option datalist textarea button label title rt rp'.split(
    ' ',
  ),
);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const HIDDEN_WORDS = nameTest(
  /\b(?:sr only|visually ?hidden|visually hide|screen ?readers?(?: only)?(?: text)?|assistive text|off ?screen|(?:hide|hidden) (?:completely|visually|accessib\w+)|accessib(?:ly|le) hidden|is hidden|u hidden|(?:hidden )?print only)\b/,
);
/** In a line of text a reader sees no part of this name; a block of it may be shown on wider screens, or when it is asked for. */
/** Names of the places that adverts are put into; in an article they hold a label, if anything. */
const ADVERT_SLOT = nameTest(
  /\b(?:ads?|ad ?(?:box|slot|unit|wrap(?:per)?|container|placeholder|label|break)|advert(?:s|isements?|ising)?|adsense|adsby\w+|dfp|gpt|werbung|publicidad|publicite|pubblicita|reklama)\b/,
);
const LONGEST_LABEL = 40;
const HIDDEN_NAME = /(?:^|\s)hidden(?:$|\s)/;
const SHOWN_WIDE = /\b(?:sm|md|lg|xl|tablet|desktop|wide):/;

export function isElement(node: AnyNode | null | undefined): node is Element {
  return node instanceof Element;
}

export function isText(node: AnyNode): node is Text {
  return node instanceof Text;
}

export function isInline(element: Element): boolean {
  return INLINE.has(element.name);
}

export function isSilent(element: Element): boolean {
  return SILENT.has(element.name);
}

/** An attribute's value, trimmed; `null` where it is absent or empty. */
export function attributeOf(element: Element, name: string): string | null {
  const value = element.attribs[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** All elements below a node, in the order of the page. */
export function elementsIn(root: ParentNode): Element[] {
  const [index, start, end] = rangeOf(root);
  return index.slice(start, end);
}

/** The first element below a node of which something holds; `null` where there is none. */
export function findElement(root: ParentNode, matches: (element: Element) => boolean): Element | null {
  const [index, start, end] = rangeOf(root);
  for (let at = start; at < end; at += 1) {
    const element = index[at] as Element;
    if (matches(element)) return element;
  }
  return null;
}

/** How many elements stand below one: the text of a few is soon read. */
export function countElements(element: Element): number {
  return element instanceof PageElement ? element.last - element.first : elementsIn(element).length;
}

/** All elements below a node of which something holds, in the order of the page. */
export function findElements(root: ParentNode, matches: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const [index, start, end] = rangeOf(root);
  for (let at = start; at < end; at += 1) {
    const element = index[at] as Element;
    if (matches(element)) found.push(element);
  }
  return found;
}

/** Where the elements below a node stand among all elements of its page. */
function rangeOf(root: ParentNode): [Element[], number, number] {
  if (root instanceof PageElement) return [root.index.elements, root.first + 1, root.last + 1];
  const first = root.children.find((child) => child instanceof PageElement);
  return first === undefined ? [[], 0, 0] : [first.index.elements, 0, first.index.elements.length];
}

/** The elements that hold a node, innermost first. */
export function ancestorsOf(node: ChildNode): Element[] {
  const holders: Element[] = [];
  for (let at = node.parent; at !== null; at = at.parent) if (isElement(at)) holders.push(at);
  return holders;
}

export function isWithin(node: ChildNode, container: Element): boolean {
  if (node instanceof PageElement && container instanceof PageElement)
    return container.index === node.index && container.first <= node.first && node.first <= container.last;
  for (let at: AnyNode | null = node; at !== null; at = at.parent) if (at === container) return true;
  return false;
}

/** Whether an element ends before another begins, in the order of the page. */
export function isBefore(element: Element, other: Element): boolean {
  return element instanceof PageElement && other instanceof PageElement && element.last < other.first;
}

/** Longer texts are seldom asked for, and each would hold most of the page once more. */
const MOST_KEPT = 5_000;

/** The text a reader sees in a node, folded; scripts, styles and hidden elements say nothing, blocks are set apart. */
export function textOf(node: AnyNode): string {
  if (!(node instanceof PageElement)) return readText(node);
  if (node.seenText !== null) return node.seenText;
  const text = readText(node);
  if (text.length <= MOST_KEPT) node.seenText = text;
  return text;
}

function readText(node: AnyNode): string {
  const parts: string[] = [];
  collectText(node, parts);
  return foldText(parts.join(''));
}

function collectText(node: AnyNode, parts: string[]): void {
  if (isText(node)) {
    parts.push(node.data);
    return;
  }
  if (!('children' in node)) return;
  if (isElement(node)) {
    if (isSilent(node) || isHidden(node)) return;
    if (node.name === 'br') parts.push('\n');
  }
  const apart = isElement(node) && !isInline(node);
  if (apart) parts.push(' ');
  for (const child of node.children) collectText(child, parts);
  if (apart) parts.push(' ');
}

/** Whether an element's text, scripts included, has at most so many characters: told without reading on. */
export function isShort(element: Element, most: number): boolean {
  return charactersLeft(element, most, () => false) >= 0;
}

/** How many of `most` characters an element's text leaves, what is passed over not counted; less than 0: it has more. */
function charactersLeft(element: Element, most: number, isPassedOver: (element: Element) => boolean): number {
  let left = most;
  for (const child of element.children) {
    if (isText(child)) left -= child.data.trim().length;
    else if (isElement(child) && !isPassedOver(child)) left = charactersLeft(child, left, isPassedOver);
    if (left < 0) return left;
  }
  return left;
}

/** The first text in an element, as it stands but for white space before it; empty where its first elements have none. */
export function startOf(element: Element): string {
  for (const child of element.children) {
    if (isText(child) && child.data.trim() !== '') return child.data.trimStart();
    if (isElement(child)) return startOf(child);
  }
  return '';
}

/** All text below an element, scripts included, as it stands. */
export function rawTextOf(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('');
}

/** Whether a page hides an element from every reader by its own mark-up, or keeps it for adverts: no part of an article. */
export function isHidden(element: Element): boolean {
  if (!(element instanceof PageElement)) return isMarkedHidden(element);
  element.isHidden ??= isMarkedHidden(element);
  return element.isHidden;
}

function isMarkedHidden(element: Element): boolean {
  const { attribs } = element;
  if (attribs.hidden !== undefined && attribs.hidden !== 'until-found') return true;
  if (attribs.style !== undefined && HIDDEN_STYLE.test(attribs.style)) return true;
  if (HIDDEN_WORDS.test(element)) return true;
  if (ADVERT_SLOT.test(element) && isLabelAtMost(element)) return true;
  const { class: names } = attribs;
  return names !== undefined && isInline(element) && HIDDEN_NAME.test(names) && !SHOWN_WIDE.test(names);
}

/** Whether an advert's place holds no more than its label: a whole text under such a name is somebody's mistake. */
function isLabelAtMost(element: Element): boolean {
  return (
    !/^(?:h[1-6]|p|a|body|main|article)$/.test(element.name) && charactersLeft(element, LONGEST_LABEL, isSilent) >= 0
  );
}
