import type { Element } from 'domhandler';
import type { Block, RichText } from '../../model/block.ts';
import { isSameSite } from '../address.ts';
import { parseDate } from '../fields/parse-date.ts';
import { textKey } from '../fold-text.ts';
import { findElement, isBefore, isWithin, textOf } from '../tree.ts';
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
  headlineElement: Element | null;
  dekElements: Element[];
  authors: string[];
  bylineText: string | null;
  leadImageUrl: string | null;
  leadFigure: Element | null;
  place: Element | null;
};

/** The body without what other fields say, and without the lines that stand around its text. */
export function tidyBlocks(placed: PlacedBlock[], said: SaidElsewhere): Block[] {
  const times: FirstTimes = new Map();
  const own = withoutHead(placed, said)
    .filter(({ block, element }) => !isOnlyTime(block, element, times) && !isSaidElsewhere(block, element, said))
    .map(({ block, element }) => ({ block: asRelated(block, said.url), element }));
  const sure = new Set(
    own.filter(({ block, element }) => !isOrnament(block) && isDeclared(element)).map(({ block }) => block),
  );
  const started = trimStart(
    own.map(({ block }) => block),
    sure,
    said,
  );
  const kept = withLabels(started, sure).filter((block) => sure.has(block) || !isFurnitureBlock(block));
  return withoutRepeats(trimEnd(kept, sure, said));
}

/** More of a body's text than this before the headline belongs to the article all the same. */
const LONGEST_HEAD = 0.2;

/** The blocks without the headline and what stands above it: kickers, breadcrumbs, dates. Pictures may stand there too. */
function withoutHead(placed: PlacedBlock[], { headlineElement: headline, leadFigure }: SaidElsewhere): PlacedBlock[] {
  if (headline === null) return placed;
  const above = new Set(placed.filter(({ block, element }) => isTextual(block) && isBefore(element, headline)));
  const length = (blocks: Iterable<PlacedBlock>) =>
    [...blocks].reduce((sum, { element }) => sum + textOf(element).length, 0);
  const isHead = above.size > 0 && length(above) < LONGEST_HEAD * length(placed);
  const begun = placed.findIndex(({ block }) => isText(block) && block.text.length > 90);
  const isOverPicture = ({ block, element }: PlacedBlock, at: number) =>
    leadFigure !== null && at < begun && isLine(block) && isBefore(headline, element) && isBefore(element, leadFigure);
  return placed.filter(
    (one, at) => !isWithin(one.element, headline) && !(isHead && above.has(one)) && !isOverPicture(one, at),
  );
}

/** A few plain words that are no sentence: between headline and picture stand places, dates, agencies. */
function isLine(block: Block): boolean {
  return (
    block.type === 'paragraph' && block.text.length < SHORT_LABEL && block.spans.length === 0 && !isSentence(block.text)
  );
}

function isTextual({ type }: Block): boolean {
  return type !== 'image' && type !== 'embed' && type !== 'live-entry';
}

function isSaidElsewhere(
  block: Block,
  element: Element,
  { headline, kicker, dekElements, authors, leadImageUrl, place }: SaidElsewhere,
): boolean {
  if (dekElements.some((dek) => isWithin(element, dek)) || (place !== null && isWithin(element, place))) return true;
  if (block.type === 'image')
    return isPortrait(block, authors) || (leadImageUrl !== null && sameFile(block.url, leadImageUrl));
  if (block.type !== 'paragraph' && block.type !== 'heading') return false;
  return [headline, kicker].some((said) => said !== null && saysTheSame(block.text, said));
}

/** Whether two texts have the same letters; one that is more than twice as long as the other cannot. */
function saysTheSame(text: string, said: string): boolean {
  if (text.length > said.length * 2 + 8 || said.length > text.length * 2 + 8) return false;
  return text === said || textKey(text) === textKey(said);
}

/** A line of stars or dashes between two parts of a text. */
function isOrnament(block: Block): boolean {
  return isText(block) && !/[\p{L}\p{N}]/u.test(block.text);
}

/** The first `<time>` in each element that was asked for: thousands of lines may stand in one. */
type FirstTimes = Map<Element, Element | null>;

/** A line that is nothing but a `<time>` says when, not what. */
function isOnlyTime(block: Block, element: Element, times: FirstTimes): boolean {
  if ((block.type !== 'paragraph' && block.type !== 'heading') || block.text.length > 80) return false;
  const known = times.get(element);
  const time = known === undefined ? findElement(element, ({ name }) => name === 'time') : known;
  times.set(element, time);
  return time !== null && textOf(time) === block.text;
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
  const label = words?.[1] ?? labelBefore(block.text, link.start);
  const rest = block.text.length - (words?.[0].length ?? (label === null ? 0 : link.start));
  if (!isWhole && !(label !== null && linked >= rest * 0.9)) return block;
  const title = block.text.slice(link.start, link.end).replace(RELATED_WORDS, '').trim();
  if (title.length < 12) return block;
  return { type: 'related', title, url: link.href, label };
}

/** A few words before a link, set apart from it as a label is: `READ ANOTHER STORY | …`. */
function labelBefore(text: string, start: number): string | null {
  const before = text.slice(0, start).trim();
  return before.length <= SHORT_LABEL && /[\p{L}\p{N}][^.!?]*[:：|»›>]$/u.test(before)
    ? before.replace(/\s*[:：|»›>]+$/, '')
    : null;
}

/** A line that only announces what it stands before: `Read also:`, or a heading of links at the end. */
const LONGEST_LABEL = 80;
const SHORT_LABEL = 40;

/** The blocks without lines that only announce related articles: those carry the line as their label. */
function withLabels(blocks: Block[], sure: Set<Block>): Block[] {
  return blocks.flatMap((block, at) => {
    const next = blocks[at + 1];
    if (sure.has(block) || next?.type !== 'related' || !isText(block) || block.text.length > LONGEST_LABEL)
      return [block];
    let end = at + 1;
    while (blocks[end]?.type === 'related') end += 1;
    const isLast = end === blocks.length || blocks[end]?.type === 'heading';
    const isLabel =
      (block.text.length <= SHORT_LABEL && /[:：]$/.test(block.text)) ||
      RELATED_WORDS.test(`${block.text}:`) ||
      (isLast && !isSentence(block.text));
    if (!isLabel) return [block];
    for (const related of blocks.slice(at + 1, end))
      if (related.type === 'related') related.label ??= block.text.replace(/\s*[:：]$/, '');
    return [];
  });
}

function isSentence(text: string): boolean {
  return /[.!?…。！？]["'”’»«)\]]*$/.test(text);
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
  if (bylineText !== null && saysTheSame(text, bylineText)) return true;
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
    const cut = isDangling || isSignature ? 1 : countLeftOvers(blocks, end);
    if (cut === 0) break;
    const until = end - cut;
    while (end > until && !sure.has(blocks[end - 1] as Block)) end -= 1;
  }
  return blocks.slice(0, end);
}

/** More short lines than this in a row are a part of the text: results, a poem. */
const MOST_LEFT_OVER = 3;
/** Paragraphs of prose without which nothing says that a short line is none of the text. */
const PROSE_PARAGRAPHS = 3;

/** How many lines before `end` are left over after the text's last sentence: initials, an agency, a place to go back to. */
function countLeftOvers(blocks: Block[], end: number): number {
  let start = end;
  while (start > 0 && isShortLine(blocks[start - 1] as Block)) {
    start -= 1;
    if (end - start > MOST_LEFT_OVER) return 0;
  }
  const before = blocks[start - 1];
  if (start === end || before?.type !== 'paragraph' || before.text.length <= 100) return 0;
  const isProse = (block: Block) => block.type === 'paragraph' && block.text.length > 100 && isSentence(block.text);
  return blocks.slice(0, start).filter(isProse).length >= PROSE_PARAGRAPHS ? end - start : 0;
}

function isShortLine(block: Block): boolean {
  if (block.type !== 'paragraph' || block.text.length > 50 || block.text.includes('\n')) return false;
  return !/\)$/.test(block.text) && !isSentence(block.text);
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
  return isLinkRow(block) || isLabelLine(block.text) || isInvitation(block);
}

/** A row of links and nothing else, as of tags. */
function isLinkRow(text: RichText): boolean {
  return text.spans.filter(({ kind }) => kind === 'link').length > 2 && isLinkOnly(text) && !isSentence(text.text);
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
      return block.text.length > 60 ? block.text : null;
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
