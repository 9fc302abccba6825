import type { Element } from 'domhandler';
import { hintsOf, nameTest } from '../names.ts';
import { ancestorsOf, attributeOf } from '../tree.ts';
import { isCondemned } from './furniture.ts';

/** `article__block--link`: how a content system marks the pieces that an editor put into an article, by type. */
const DECLARED = /(?:^|\s)(?:article|story|post|entry|body|content|text)(?:[-_]\w+)?__block--([a-z][a-z-]*)/i;
/** Parts of a page that hold controls, never text, even where a block surrounds them. */
const CONTROLS = new Set(['nav', 'form', 'dialog', 'menu']);
/** Names that mean a box wherever they stand; `aside` alone may mean a column. */
const FACT_BOXES = nameTest(
  /\b(?:info ?box|fact ?box|fact ?sheet|fakten ?box|faktaruta|faktaboks|explainer ?box|kasten)\b/,
);
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

/** Whether an element is a box beside the text: of a declared block, or named for the facts that it holds. */
export function isBoxAside(element: Element): boolean {
  if (isBoxByName(element) && isDeclared(element)) return true;
  return /^(?:div|section)$/.test(element.name) && FACT_BOXES.test(element);
}

function isBoxByName(element: Element): boolean {
  return /^(?:aside|div|section)$/.test(element.name) && ASIDE_NAMES.test(hintsOf(element));
}
