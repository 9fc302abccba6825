import type { Element } from 'domhandler';
import type { Block, LiveEntryBlock } from '../../model/block.ts';
import { parseDate } from '../fields/parse-date.ts';
import { hintsOf, nameTest } from '../names.ts';
import { attributeOf, findElement, textOf } from '../tree.ts';

const ENTRY_NAMES =
  /\b(?:live ?(?:blog )?(?:post|entry|update|event|item)|liveblog ?(?:post|entry|item)|live blog ?(?:post|entry|item)|liveticker ?(?:entry|item|event)|ticker ?(?:entry|item|event)|timeline (?:entry|event))$/;
/** Names that may hold one of those: most elements have none, and their classes need no look. */
const MAY_BE_ENTRY = nameTest(/live|ticker|timeline/);

/** Whether an element is one entry of a live blog: named or typed as one, with a time of its own. */
export function isLiveEntry(element: Element): boolean {
  if (!(MAY_BE_ENTRY.test(element) && hasEntryName(element)) && !isTypedEntry(element)) return false;
  return timeIn(element) !== null;
}

function hasEntryName({ attribs }: Element): boolean {
  return attribs.class?.split(/\s+/).some(isEntryName) ?? false;
}

function isTypedEntry({ attribs }: Element): boolean {
  return attribs.itemprop?.trim() === 'liveBlogUpdate' && /BlogPosting$/.test(attribs.itemtype?.trim() ?? '');
}

function isEntryName(name: string): boolean {
  return ENTRY_NAMES.test(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[-_]+/g, ' '),
  );
}

/** One entry of a live blog with its own blocks. */
export function readLiveEntry(element: Element, readBlocks: (entry: Element) => Block[]): LiveEntryBlock {
  const time = timeIn(element);
  const shown = time === null ? '' : textOf(time);
  const stamp = time === null ? null : (attributeOf(time, 'datetime') ?? attributeOf(time, 'data-time'));
  const blocks = readBlocks(element).filter((block) => !(block.type === 'paragraph' && block.text === shown));
  const parsed = stamp === null ? parseDate(shown, null) : parseDate(stamp, null);
  return {
    type: 'live-entry',
    id: attributeOf(element, 'id') ?? attributeOf(element, 'data-id'),
    time: parsed ?? (shown || null),
    blocks,
  };
}

function timeIn(element: Element): Element | null {
  return findElement(element, (inner) => inner.name === 'time' || /\b(?:time|timestamp|date)\b/.test(hintsOf(inner)));
}
