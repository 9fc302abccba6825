import type { Element } from 'domhandler';
import type { Block, RichText } from '../../model/block.ts';
import { isSameSite } from '../address.ts';
import { parseDate } from '../fields/parse-date.ts';
import { textKey } from '../fold-text.ts';
import { findElement, textOf } from '../tree.ts';
import type { PlacedBlock } from './build-blocks.ts';
import { isDeclared } from './declared-block.ts';
import { isInvitation, isLabelLine } from './furniture-lines.ts';
import { isPortrait } from './portrait.ts';
import { sameFile } from './read-image.ts';
import { RELATED_WORDS } from './read-related.ts';

/** What other fields already say, and must not stand in the body again. */
export type SaidElsewhere = {
  url: string;
  headline: string | null;
  kicker: string | null;
  dek: { text: string | null; element: Element | null };
  authors: string[];
  bylineText: string | null;
  leadImageUrl: string | null;
};

/** The body without what other fields say, and without the lines that stand around its text. */
export function tidyBlocks(placed: PlacedBlock[], said: SaidElsewhere): Block[] {
  const own = placed
    .filter(({ block, element }) => !isSaidElsewhere(block, element, said))
    .map(({ block, element }) => ({ block: asRelated(block, said.url), element }));
  const sure = new Set(
    own.filter(({ block, element }) => !isOrnament(block) && isDeclared(element)).map(({ block }) => block),
  );
  const started = trimStart(
    own.map(({ block }) => block),
    sure,
    said,
  );
  const kept = started.filter((block) => sure.has(block) || !isFurnitureBlock(block));
  return withoutRepeats(trimEnd(kept, sure, said));
}

function isSaidElsewhere(
  block: Block,
  element: Element,
  { headline, kicker, dek, authors, leadImageUrl }: SaidElsewhere,
): boolean {
  if (dek.element !== null && isAtOrIn(element, dek.element)) return true;
  if (block.type === 'image')
    return isPortrait(block, authors) || (leadImageUrl !== null && sameFile(block.url, leadImageUrl));
  if (block.type !== 'paragraph' && block.type !== 'heading') return false;
  if (isOnlyTime(block, element)) return true;
  const key = textKey(block.text);
  return [headline, kicker].some((said) => said !== null && key === textKey(said));
}

/** A line of stars or dashes between two parts of a text. */
function isOrnament(block: Block): boolean {
  return isText(block) && !/[\p{L}\p{N}]/u.test(block.text);
}

/** A line that is nothing but a `<time>` says when, not what. */
function isOnlyTime({ text }: RichText, element: Element): boolean {
  if (text.length > 80) return false;
  const time = findElement(element, ({ name }) => name === 'time');
  return time !== null && textOf(time) === text;
}

function isAtOrIn(element: Element, container: Element): boolean {
  for (
    let at: Element | null = element;
    at !== null;
    at = at.parent !== null && 'attribs' in at.parent ? at.parent : null
  ) {
    if (at === container) return true;
  }
  return false;
}

/** A paragraph that only leads to another article of the same site is a related article. */
function asRelated(block: Block, url: string): Block {
  if (block.type !== 'paragraph' || block.text.length > 300) return block;
  const links = block.spans.filter((span) => span.kind === 'link');
  const [link] = links;
  if (link === undefined || links.length > 1 || !/^https?:/.test(link.href) || !isSameSite(link.href, url))
    return block;
  const words = block.text.match(RELATED_WORDS);
  const linked = link.end - link.start;
  const isWhole = linked >= block.text.length - 2;
  if (!isWhole && !(words && linked >= (block.text.length - words[0].length) * 0.9)) return block;
  const title = block.text.slice(link.start, link.end).replace(RELATED_WORDS, '').trim();
  if (title.length < 12) return block;
  return { type: 'related', title, url: link.href, label: words?.[1] ?? null };
}

/** Lines before the first text: who, when, how long it takes to read. */
function trimStart(blocks: Block[], sure: Set<Block>, said: SaidElsewhere): Block[] {
  const at = blocks.findIndex((block) => isText(block) && block.text.length > 90);
  const until = at === -1 ? Math.min(blocks.length, 3) : at;
  return blocks.filter((block, index) => {
    if (index >= until || !isText(block)) return true;
    return sure.has(block) ? !isSigned(block.text, said) : !isHeadLine(block.text, said);
  });
}

function isHeadLine(text: string, said: SaidElsewhere): boolean {
  if (text.length < 100 && parseDate(text, null) !== null && !/[.!?]$/.test(text)) return true;
  return isSigned(text, said) || isLabelLine(text);
}

/** Whether a line only repeats who wrote the article. */
function isSigned(text: string, { authors, bylineText }: SaidElsewhere): boolean {
  if (bylineText !== null && textKey(text) === textKey(bylineText)) return true;
  const rest = authors.reduce((left, author) => left.replace(author, ''), text);
  return rest !== text && rest.length < 60;
}

/** What hangs on after the last text: headings of emptied boxes, authors, labels. */
function trimEnd(blocks: Block[], sure: Set<Block>, said: SaidElsewhere): Block[] {
  let end = blocks.length;
  while (end > 0) {
    const last = blocks[end - 1];
    if (last === undefined || sure.has(last)) break;
    const isDangling =
      last.type === 'heading' || (last.type === 'related' && end > 1 && blocks[end - 2]?.type === 'heading');
    const isSignature = last.type === 'paragraph' && last.text.length < 120 && isHeadLine(last.text, said);
    if (!isDangling && !isSignature) break;
    end -= 1;
  }
  return blocks.slice(0, end);
}

function isFurnitureBlock(block: Block): boolean {
  if (block.type === 'heading')
    return (
      isLabelLine(block.text) || isInvitation(block) || (RELATED_WORDS.test(`${block.text}:`) && block.text.length < 40)
    );
  if (block.type === 'list')
    return (
      block.items.length > 0 &&
      block.items.every((item) => isInvitation(item) || isLinkOnly(item)) &&
      block.items.some((item) => item.spans.length > 0)
    );
  if (block.type !== 'paragraph' && block.type !== 'aside') return false;
  return isLabelLine(block.text) || isInvitation(block);
}

function isLinkOnly({ text, spans }: RichText): boolean {
  const linked = spans.filter(({ kind }) => kind === 'link').reduce((total, { start, end }) => total + end - start, 0);
  return linked > text.length * 0.85;
}

function isText(block: Block): block is Block & RichText {
  return block.type === 'paragraph' || block.type === 'heading' || block.type === 'aside';
}

/** Pages for two screen sizes carry some blocks twice: the first stays. */
function withoutRepeats(blocks: Block[]): Block[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const key = repeatKey(block);
    if (key === null) return true;
    const isRepeat = seen.has(key);
    seen.add(key);
    return !isRepeat;
  });
}

function repeatKey(block: Block): string | null {
  switch (block.type) {
    case 'paragraph':
      return block.text.length > 60 ? textKey(block.text) : null;
    case 'quote':
      return `quote ${textKey(block.text)}`;
    case 'image':
      return `image ${block.url}`;
    case 'related':
      return `related ${block.url}`;
    case 'embed':
      return block.url === null ? null : `embed ${block.url}`;
    default:
      return null;
  }
}
