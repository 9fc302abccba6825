import type { Block } from '../model/block.ts';
import type { BlockChange, Change, FieldChange, WordEdit } from '../model/change.ts';
import { describeBlock } from './describe-block.ts';

/** One thing that differs, ready to be set: a line that says what, and the words with what stayed around them cut short. */
export type ChangePart = { title: string; words: WordEdit[] };

const FIELD_NAMES: Record<FieldChange['field'], string> = {
  headline: 'Headline',
  kicker: 'Kicker',
  dek: 'Dek',
  byline: 'Byline',
  publishedAt: 'Published',
  section: 'Section',
  tags: 'Tags',
  leadImage: 'Lead image',
  notes: 'Notes',
  isAccessibleForFree: 'Access',
};
const BLOCK_NAMES: Record<Block['type'], string> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  quote: 'Quote',
  list: 'List',
  table: 'Table',
  image: 'Image',
  embed: 'Embed',
  related: 'Related article',
  aside: 'Aside',
  'live-entry': 'Live entry',
};
/** Characters of what stayed that are shown on each side of an edit. */
const CONTEXT = 60;

/** What differs, in the order of the page: fields first, then blocks. */
export function listChangeParts(change: Change): ChangePart[] {
  const ofFields = change.fields.map(({ field, words }) => ({ title: FIELD_NAMES[field], words: foldContext(words) }));
  const parts = [...ofFields, ...change.blocks.map(renderBlockChange)];
  return parts.map(({ title, words }) => ({
    title,
    words: words.map(({ op, text }) => ({ op, text: cleanText(text) })),
  }));
}

/** One line: the kinds, how much it matters, and whether it is silent or noise. */
export function summariseChange({ kinds, importance, silent, noise }: Change): string {
  const marks = [silent ? 'silent' : '', noise ? 'noise' : ''].filter((mark) => mark !== '');
  return [kinds.join(', '), `importance ${importance.toFixed(2)}`, ...marks].join(' · ');
}

/** Without control characters (C0, C1) and marks that turn the direction of writing: on a terminal they forge lines. */
export function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (mark) => (mark === '\n' ? mark : ''));
}

function renderBlockChange(change: BlockChange): ChangePart {
  const block = change.after ?? change.before;
  const name = block === null ? 'Block' : BLOCK_NAMES[block.type];
  return { title: `${name} ${placeOf(change)}`, words: wordsOf(change) };
}

/** Places are counted from 1, as a reader counts. */
function placeOf({ op, from, to, words }: BlockChange): string {
  const [before, after] = [(from ?? 0) + 1, (to ?? 0) + 1];
  if (op === 'added') return `${after} added`;
  if (op === 'removed') return `${before} removed`;
  if (op === 'moved') return `moved from place ${before} to ${after}${words.length > 0 ? ', and edited' : ''}`;
  return `${after} edited`;
}

function wordsOf({ op, before, after, words }: BlockChange): WordEdit[] {
  if (op === 'added' && after !== null) return [{ op: 'added', text: showBlock(after) }];
  if (op === 'removed' && before !== null) return [{ op: 'removed', text: showBlock(before) }];
  if (words.length > 0) return foldContext(words);
  if (before === null || after === null) return [];
  const [was, is] = [showTargets(before), showTargets(after)];
  if (was === is) return foldContext([{ op: 'same', text: showBlock(after) }]);
  return [
    {
      op: 'same',
      text: foldContext([{ op: 'same', text: `${showBlock(after)} ` }])
        .map(({ text }) => text)
        .join(''),
    },
    { op: 'removed', text: was },
    { op: 'added', text: is },
  ];
}

function showBlock(block: Block): string {
  return describeBlock(block) || block.type;
}

/** Where a block points: what differs when its words are the same. */
function showTargets(block: Block): string {
  if (block.type === 'image' || block.type === 'embed' || block.type === 'related') return block.url ?? '';
  const rich = block.type === 'list' ? block.items : [block];
  return rich
    .flatMap((text) => ('spans' in text ? text.spans : []))
    .flatMap((span) => (span.kind === 'link' ? [span.href] : []))
    .join(' ');
}

/** The same words with the middle of long stretches that stayed left out. */
function foldContext(words: WordEdit[]): WordEdit[] {
  return words.map((word, at) => {
    if (word.op !== 'same') return word;
    const head = at === 0 ? 0 : CONTEXT;
    const tail = at === words.length - 1 && at > 0 ? 0 : CONTEXT;
    const { text } = word;
    if (text.length <= head + tail + 20) return word;
    const start = text.slice(0, head).replace(/\S*$/, '');
    const end = tail === 0 ? '' : text.slice(-tail).replace(/^\S*/, '');
    return { op: 'same', text: `${start}…${end}`.toWellFormed() };
  });
}
