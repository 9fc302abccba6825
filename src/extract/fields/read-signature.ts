import type { Element } from 'domhandler';
import type { Byline } from '../../model/article.ts';
import type { Clues } from '../clues.ts';
import { attributeOf, findElements, isHidden, textOf } from '../tree.ts';
import { isEmphasisedWhole } from './emphasised-whole.ts';
import { bylineOf } from './shown-byline.ts';
import { looksLikePerson } from './split-names.ts';

const PROSE_LENGTH = 80;
/** Paragraphs of prose that must stand side by side before a short one among them can sign them. */
const SIGNED_PARAGRAPHS = 3;

/**
 * The signature of a text without a byline: the one line beside its paragraphs, before the first or after the last, that
 * is nothing but names, and set apart from them: emphasised, on the right, in brackets, or names with a slash between.
 */
export function readSignature(clues: Clues): Byline | null {
  const siblings = new Map<Element['parent'], Element[]>();
  for (const paragraph of findElements(clues.document, ({ name }) => name === 'p')) {
    const list = siblings.get(paragraph.parent) ?? [];
    list.push(paragraph);
    siblings.set(paragraph.parent, list);
  }
  const text = [...siblings.values()].map((list) => list.filter((one) => !isHidden(one) && textOf(one) !== ''));
  const [longest] = text.toSorted((a, b) => proseOf(b).length - proseOf(a).length);
  if (longest === undefined || proseOf(longest).length < SIGNED_PARAGRAPHS) return null;
  const last = longest.findLastIndex(isProse);
  for (const line of [longest[last + 1], longest[0]]) {
    const byline = line === undefined || !isSetApart(line) ? null : bylineOf([line], clues);
    if (byline?.authors.every(({ name }) => looksLikePerson(name) && name.length > 4)) return byline;
  }
  return null;
}

function proseOf(paragraphs: Element[]): Element[] {
  return paragraphs.filter(isProse);
}

function isProse(paragraph: Element): boolean {
  return textOf(paragraph).length > PROSE_LENGTH;
}

function isSetApart(line: Element): boolean {
  const text = textOf(line);
  if (text.length > 60 || /[.:!?…»”"]$/.test(text) || text.split(' ').length > 8) return false;
  if (/^\([^()]+\)$/.test(text) || /^\p{Lu}[^/]{2,30} \/ \p{Lu}[^/]{2,30}$/u.test(text)) return true;
  if (text.split(' ').length < 2) return false;
  if (/text-align:\s{0,3}right/.test(attributeOf(line, 'style') ?? '')) return true;
  return isEmphasisedWhole(line);
}
