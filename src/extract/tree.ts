import { type AnyNode, type ChildNode, Element, type ParentNode, Text } from 'domhandler';
import { foldText } from './fold-text.ts';

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr amp-fit-text'
  ).split(' '),
);
/** Elements whose text is not the page's. */
const SILENT = new Set(
  'script style noscript template svg math canvas object iframe select option datalist textarea button title'.split(
    ' ',
  ),
);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const HIDDEN_WORDS =
  /\b(?:sr only|visually hidden|visuallyhidden|screen reader(?: text)?|screenreader|is hidden|u hidden|print only|hidden print only)\b/;

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
export function* elementsIn(root: ParentNode): Generator<Element> {
  const stack: ChildNode[] = [...root.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i] as ChildNode);
  }
}

export function findElement(root: ParentNode, matches: (element: Element) => boolean): Element | null {
  for (const element of elementsIn(root)) if (matches(element)) return element;
  return null;
}

export function findElements(root: ParentNode, matches: (element: Element) => boolean): Element[] {
  return [...elementsIn(root)].filter(matches);
}

/** The elements that hold a node, innermost first. */
export function* ancestorsOf(node: ChildNode): Generator<Element> {
  for (let at = node.parent; at !== null; at = at.parent) if (isElement(at)) yield at;
}

export function isWithin(node: ChildNode, container: Element): boolean {
  if (node === container) return true;
  for (const ancestor of ancestorsOf(node)) if (ancestor === container) return true;
  return false;
}

/** The text a reader sees in a node, folded; scripts, styles and hidden elements say nothing, blocks are set apart. */
export function textOf(node: AnyNode): string {
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

/** All text below an element, scripts included, as it stands. */
export function rawTextOf(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('');
}

/** Whether a page hides an element from every reader by its own mark-up. */
export function isHidden(element: Element): boolean {
  const { attribs } = element;
  if (attribs.hidden !== undefined && attribs.hidden !== 'until-found') return true;
  if (attribs.style !== undefined && HIDDEN_STYLE.test(attribs.style)) return true;
  return HIDDEN_WORDS.test(hintsOf(element));
}

const hints = new WeakMap<Element, string>();

/** What an element's class and id say of it: their words, in lower case: `articleBody main-text` is `article body main text`. */
export function hintsOf(element: Element): string {
  const known = hints.get(element);
  if (known !== undefined) return known;
  const { attribs } = element;
  const named = `${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, 400);
  const words = named
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  hints.set(element, words);
  return words;
}
