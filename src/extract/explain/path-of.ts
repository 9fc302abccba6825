import type { Element } from 'domhandler';
import { ancestorsOf, attributeOf } from '../tree.ts';

/** Classes of one element that a path shows: more tell a reader nothing. */
const MAX_CLASSES = 2;
/** Elements of a whole path that are shown: the outermost two, and the rest nearest to the element. */
const MAX_STEPS = 9;
const NEAR_STEPS = 3;

/** The way from the page's root to an element: `html > body > main > article.story > div#text`. */
export function pathOf(element: Element): string {
  const names = [element, ...ancestorsOf(element)].map(nameOf).reverse();
  const shown = names.length <= MAX_STEPS ? names : [...names.slice(0, 2), '…', ...names.slice(2 - MAX_STEPS)];
  return shown.join(' > ');
}

/** The end of that way, where an element is one of many: `… > header > div.byline > a`. */
export function nearPathOf(element: Element): string {
  const names = [element, ...ancestorsOf(element)].map(nameOf);
  const near = names.slice(0, NEAR_STEPS).reverse();
  return [...(names.length > NEAR_STEPS ? ['…'] : []), ...near].join(' > ');
}

/** An element as a selector would name it: `div#text.story.wide`. */
export function nameOf(element: Element): string {
  const id = attributeOf(element, 'id');
  const classes = (attributeOf(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
  return `${element.name}${id === null ? '' : `#${id}`}${classes
    .slice(0, MAX_CLASSES)
    .map((name) => `.${name}`)
    .join('')}`;
}
