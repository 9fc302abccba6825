import type { Block, EmbedBlock, RelatedBlock } from '../../model/block.ts';
import type { BlockChange } from '../../model/change.ts';
import { blockText, isProse } from '../body/block-text.ts';
import { cutToPart } from '../body/cut-to-part.ts';
import { furnitureBetween, furnitureOf, MAY_BE_FURNITURE } from '../noise/furniture-text.ts';
import { foldTypography, readsTheSame } from '../text/fold-typography.ts';
import { countTokens } from '../text/tokenize.ts';
import { describeSwap, type Finding, passOver, shorten } from './finding.ts';
import { judgeImages } from './judge-images.ts';
import { judgeLinks, targetKey } from './judge-links.ts';
import { judgeQuotes } from './judge-quotes.ts';
import { judgeText, type TextContext } from './judge-text.ts';
import { nameText } from './name-text.ts';
import { noteKindOf } from './note-words.ts';
import { nameLoneText, quote } from './wording.ts';

/** What the change of a block comes to. */
export function judgeBlock(change: BlockChange, context: TextContext): Finding[] {
  const { before, after } = cutToPart(change);
  const furniture = judgeFurniture(before, after);
  if (furniture !== null) return [furniture];
  if (before !== null && after !== null) {
    const findings = judgeEdited(before, after, change, context);
    if (change.op === 'split' || change.op === 'merged') return [judgeCut(change), ...findings];
    return change.op === 'moved' ? [judgeMove(change, after), ...findings] : findings;
  }
  const block = after ?? before;
  return block === null ? [] : judgeLone(block, after !== null, context);
}

/** A block that is furniture as a whole, or whose furniture alone differs; a note of the newsroom is none. */
function judgeFurniture(before: Block | null, after: Block | null): Finding | null {
  if (![before, after].every((block) => block === null || MAY_BE_FURNITURE.has(block.type))) return null;
  const [had, has] = [before, after].map((block) => (block === null ? null : blockText(block)));
  if (typeof had === 'string' && typeof has === 'string') {
    const rule = had === has ? furnitureOf(has) : furnitureBetween(had, has);
    return rule === null ? null : passOver('style', describeSwap(had, has), rule);
  }
  const text = had ?? has ?? '';
  const rule = noteKindOf(text) === null ? furnitureOf(text) : null;
  return rule === null ? null : passOver('style', describeSwap(had ?? '', has ?? ''), rule);
}

function judgeMove(change: BlockChange, after: Block): Finding {
  const [from, to] = [(change.from ?? 0) + 1, (change.to ?? 0) + 1];
  const what = `"${shorten(blockText(after) || after.type)}" from place ${from} to ${to}`;
  return { kind: 'moved-block', what, extent: 'full' };
}

/** The words are judged by themselves: that they stand in another paragraph changes only how they are set. */
function judgeCut({ op, before, after }: BlockChange): Finding {
  const whole = op === 'split' ? before : after;
  const how = op === 'split' ? 'cut into several' : 'put together of several';
  // The same for each part, so that it is told once.
  return { kind: 'style', what: `${how}: "${shorten(whole === null ? '' : blockText(whole))}"`, extent: 'minor' };
}

/** A block that came or went. */
function judgeLone(block: Block, isAdded: boolean, context: TextContext): Finding[] {
  const text = blockText(block);
  if (block.type === 'image') return judgeImages(isAdded ? null : block, isAdded ? block : null, context).slice(0, 1);
  const words = countTokens(text, context.language);
  const what = `${isAdded ? 'added' : 'removed'}: ${quote(text || urlOf(block), words)}`;
  if (block.type === 'live-entry') return [{ kind: 'live-entry', what, extent: 'full' }];
  if (block.type === 'embed') return [{ kind: 'embed', what, extent: 'full' }];
  if (block.type === 'related') return [{ kind: 'link', what, extent: 'minor' }];
  const note = noteKindOf(text);
  if (note !== null)
    return [{ kind: note, what: isAdded ? shorten(text) : `taken away: ${shorten(text)}`, extent: 'full' }];
  if (words === 0) return [{ kind: 'style', what, extent: 'minor' }];
  return [nameLoneText(isAdded ? 'addition' : 'deletion', text, words)];
}

function urlOf(block: Block): string {
  return 'url' in block ? (block.url ?? '') : '';
}

function judgeEdited(before: Block, after: Block, change: BlockChange, context: TextContext): Finding[] {
  if (before.type === 'image' && after.type === 'image') return judgeImages(before, after, context);
  if (before.type === 'embed' && after.type === 'embed') return judgeEmbeds(before, after);
  if (before.type === 'related' && after.type === 'related') return judgeRelated(before, after);
  const pointers = [before, after].map(readPointer);
  if (pointers[0] && pointers[1] && change.op === 'edited') return judgeRelated(pointers[0], pointers[1]);
  const text = judgeWords(before, after, change, context);
  const findings = [
    ...(before.type === 'live-entry' ? nameText('live-entry', text, describeWords(change)) : text),
    ...judgeLinks(before, after),
    ...(isProse(before) ? judgeForm(before, after) : []),
  ];
  const hasNone = findings.length === 0 && change.op === 'edited';
  return hasNone ? [passOver('style', `${after.type} set otherwise`, 'unseen')] : findings;
}

function judgeWords(before: Block, after: Block, change: BlockChange, context: TextContext): Finding[] {
  if (before.type === 'quote' && after.type === 'quote') return judgeQuotes(before, after, context);
  if (after.type === 'heading') return judgeText(change.words, context, 'title');
  const formOf = (block: Block) => (block.type === 'quote' ? 'quotation' : 'text');
  return judgeText(change.words, context, formOf(after), formOf(before));
}

function describeWords(change: BlockChange): string {
  const join = (op: string) => change.words.map((word) => (word.op === op ? word.text : '')).join(' ');
  return describeSwap(join('removed'), join('added'));
}

function judgeForm(before: Block, after: Block): Finding[] {
  const form = (block: Block) => `${block.type}${block.type === 'heading' ? ` ${block.level}` : ''}`;
  if (form(before) === form(after)) return [];
  return [{ kind: 'style', what: describeSwap(form(before), form(after)), extent: 'minor' }];
}

function judgeEmbeds(before: EmbedBlock, after: EmbedBlock): Finding[] {
  const isSameTarget =
    before.url === null ? after.url === null : after.url !== null && targetKey(before.url) === targetKey(after.url);
  const isSameText = foldTypography(blockText(before)) === foldTypography(blockText(after));
  const isSame = isSameTarget && before.provider === after.provider;
  const what = describeSwap(before.url ?? blockText(before), after.url ?? blockText(after));
  if (isSame && isSameText) return before.url === after.url ? [] : [passOver('embed', what, 'link-address')];
  // The author of a post edits it, or its page renders it otherwise: the newsroom did not change which one it shows.
  const text = describeSwap(blockText(before), blockText(after));
  return [{ kind: 'embed', what: isSame ? text : what, extent: isSame ? 'minor' : 'full' }];
}

/** A word or two, and a colon: "Read more:". */
const POINTING = /^\s*(?:\p{L}+[ '’-]?){0,4}:?\s*$/u;

/** A paragraph that does nothing but lead to another article; `null` for any other block. */
function readPointer(block: Block): RelatedBlock | null {
  if (block.type !== 'paragraph') return null;
  const [link, ...more] = block.spans.filter((span) => span.kind === 'link');
  if (link === undefined || more.length > 0 || link.end < block.text.trimEnd().length) return null;
  const label = block.text.slice(0, link.start);
  if (!POINTING.test(label) || /[.!?…。]$/.test(block.text.trimEnd())) return null;
  return { type: 'related', title: block.text, url: link.href, label: null };
}

function judgeRelated(before: RelatedBlock, after: RelatedBlock): Finding[] {
  const isSame = targetKey(before.url) === targetKey(after.url) && readsTheSame(before.title, after.title);
  const what = describeSwap(`${before.title} ${before.url}`, `${after.title} ${after.url}`);
  return [isSame ? passOver('link', what, 'link-address') : { kind: 'link', what, extent: 'minor' }];
}
