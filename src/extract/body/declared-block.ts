import type { Element } from 'domhandler';
import { ancestorsOf, attributeOf, hintsOf } from '../tree.ts';
import { isCondemned } from './furniture.ts';

/** `article__block--link`: how a content system marks the pieces that an editor put into an article, by type. */
const DECLARED = /(?:^|\s)(?:article|story|post|entry|body|content|text)(?:[-_]\w+)?__block--([a-z][a-z-]*)/i;
/** Parts of a page that hold controls, never text, even where a block surrounds them. */
const CONTROLS = new Set(['nav', 'form', 'dialog', 'menu']);
const ASIDE_NAMES = /\b(?:aside|sidebar ?box|info ?box|fact ?box)\b/;

/** The type by which a page declares an element to be a block of its article; `null` for any other element. */
export function declaredType(element: Element): string | null {
  return (attributeOf(element, 'class') ?? '').match(DECLARED)?.[1]?.toLowerCase() ?? null;
}

/** Whether an element is, or stands in, a declared block, without being an advert, an appeal or a control itself. */
export function isDeclared(element: Element): boolean {
  const isOutside = (one: Element) => (isCondemned(one) && !isBoxByName(one)) || CONTROLS.has(one.name);
  if (isOutside(element)) return false;
  if (declaredType(element) !== null) return true;
  for (const holder of ancestorsOf(element)) {
    if (isOutside(holder)) return false;
    if (declaredType(holder) !== null) return true;
  }
  return false;
}

/** Whether an element of a declared block is named as a box beside the text: elsewhere such names mean a column. */
export function isDeclaredAside(element: Element): boolean {
  return isBoxByName(element) && isDeclared(element);
}

function isBoxByName(element: Element): boolean {
  return /^(?:aside|div|section)$/.test(element.name) && ASIDE_NAMES.test(hintsOf(element));
}
