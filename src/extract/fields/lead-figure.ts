import type { Element } from 'domhandler';
import { type BodyText, isLoneCaption, isPictureBox } from '../body/picture-box.ts';
import { hintsOf } from '../names.ts';
import { ancestorsOf, findElement, isElement, isText, isWithin, textOf } from '../tree.ts';

const OUTSIDE =
  /\b(?:sidebar|related|most read|cluster|recommended|teasers?|nav|menu|footer|ad|advert\w*|author|byline|comments?|newsletter|promo|logo)\b/;
const MAX_STEPS = 6;

/** The figure around a picture: `<figure>`, or the outermost box that is made for it alone. */
export function figureOf(img: Element, body: BodyText): Element | null {
  let found: Element | null = null;
  let steps = 0;
  for (const holder of ancestorsOf(img)) {
    if (holder.name === 'figure') return holder;
    if (steps >= MAX_STEPS || !isPictureBox(holder, body)) break;
    if (textOf(holder) !== '') found = holder;
    steps += 1;
  }
  if (found !== null) return found;
  for (const holder of ancestorsOf(img)) {
    if (steps > MAX_STEPS) return null;
    if (holder.name === 'figure') return holder;
    steps += 1;
  }
  return null;
}

/** A caption that stands right after a figure, not in it. */
export function captionBeside(figure: Element): Element | null {
  let at = figure;
  for (let steps = 0; steps < 3; steps += 1) {
    const next = nextElement(at);
    if (next !== null) return isLoneCaption(next) ? next : null;
    if (!isElement(at.parent)) return null;
    at = at.parent;
  }
  return null;
}

function nextElement(element: Element): Element | null {
  for (let at = element.next; at !== null; at = at.next) {
    if (isText(at) && at.data.trim() !== '') return null;
    if (isElement(at)) return at;
  }
  return null;
}

/** Whether a picture stands in furniture: names say nothing of a box that holds the headline or the text as well. */
export function isInFurniture(element: Element, inside: Element[]): boolean {
  for (const holder of [element, ...ancestorsOf(element)]) {
    if (inside.some((one) => isWithin(one, holder))) return false;
    if (/^(?:nav|footer|form)$/.test(holder.name)) return true;
    if (OUTSIDE.test(hintsOf(holder)) && textOf(holder).length < 1_500) return true;
    if (
      holder.name === 'aside' &&
      textOf(holder).length < 1_500 &&
      findElement(holder, ({ name }) => name === 'a') !== null
    )
      return true;
  }
  return false;
}
