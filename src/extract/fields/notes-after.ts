import type { Element } from 'domhandler';
import type { Note } from '../../model/article.ts';
import { isDiscussion } from '../body/furniture.ts';
import { textKey } from '../fold-text.ts';
import { ancestorsOf, findElements, isBefore, isHidden, textOf } from '../tree.ts';
import { noteOf } from './read-notes.ts';

/** How many paragraphs after the text are looked at. */
const NEAR = 12;

/** Corrections and clarifications that stand under the text, in the same article, outside the element that holds it. */
export function notesAfter(end: Element | null, known: Note[]): Note[] {
  const holder = end === null ? undefined : ancestorsOf(end).find(({ name }) => /^(?:article|main)$/.test(name));
  if (end === null || holder === undefined) return [];
  const said = new Set(known.map(({ text }) => textKey(text)));
  return findElements(holder, (element) => element.name === 'p' && isBefore(end, element))
    .slice(0, NEAR)
    .filter((element) => !isElsewhere(element, holder))
    .map((element) => noteOf(textOf(element)))
    .filter(
      (note) => note !== null && /^(?:correction|clarification)$/.test(note.kind) && !said.has(textKey(note.text)),
    )
    .filter((note) => note !== null);
}

/** Whether a paragraph stands in a box of another kind, or in another article. */
function isElsewhere(element: Element, article: Element): boolean {
  for (const box of ancestorsOf(element)) {
    if (box === article) return isHidden(element);
    if (/^(?:article|aside|nav|footer|form|li)$/.test(box.name) || isDiscussion(box) || isHidden(box)) return true;
  }
  return true;
}
