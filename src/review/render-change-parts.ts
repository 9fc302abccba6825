import { cutToPart } from '../compare/body/cut-to-part.ts';
import type { Block } from '../model/block.ts';
import type { BlockChange, Change, FieldChange, WordEdit } from '../model/change.ts';
import { tameLines } from '../model/tame-text.ts';
import { altEdits } from './alt-edits.ts';
import { describeBlock } from './describe-block.ts';
import { type LinkEdit, linkEdits, listLinks } from './link-edits.ts';

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
  return tameLines(text).replaceAll('\t', '');
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
  const isEdited = words.some((word) => word.op !== 'same');
  if (op === 'split') return `${after} split from ${before}${isEdited ? ', and edited' : ''}`;
  if (op === 'merged') return `${before} merged into ${after}${isEdited ? ', and edited' : ''}`;
  return `${after} edited`;
}

function wordsOf(change: BlockChange): WordEdit[] {
  const { op, before, after, words } = cutToPart(change);
  if (op === 'added' && after !== null) return [{ op: 'added', text: showBlock(after) }];
  if (op === 'removed' && before !== null) return [{ op: 'removed', text: showBlock(before) }];
  if (before === null || after === null) return foldContext(words);
  const wereEdited = words.length > 0;
  const links = linkEdits(before, after).filter((edit) => !wereEdited || edit.before?.href !== edit.after?.href);
  const shown = wereEdited ? foldContext(words) : foldContext([{ op: 'same', text: showBlock(after) }]);
  return [...shown, ...showAlt(before, after), ...showLinks(links, shown, after)];
}

function showAlt(before: Block, after: Block): WordEdit[] {
  const words = altEdits(before, after);
  return words.length === 0 ? [] : [{ op: 'same', text: '\nalternative text: ' }, ...foldContext(words)];
}

/** What differs about links: right behind the text where only one can be meant, else a line each with its words. */
function showLinks(links: LinkEdit[], shown: WordEdit[], after: Block): WordEdit[] {
  const [only] = links;
  const isPlain = links.length === 1 && only?.before?.text === only?.after?.text && listLinks(after).length === 1;
  const stands = shown
    .map(({ text }) => text)
    .join('')
    .includes(only?.after?.text ?? '');
  if (isPlain && stands) return [{ op: 'same', text: ' ' }, ...showTargets(links)];
  return links.flatMap((link): WordEdit[] => [
    { op: 'same', text: '\n' },
    ...showLabel(link),
    { op: 'same', text: ' ' },
    ...showTargets([link]),
  ]);
}

function showLabel({ before, after }: LinkEdit): WordEdit[] {
  if (before === null || after === null) return [{ op: 'same', text: (before ?? after)?.text ?? '' }];
  return replaceText(before.text, after.text);
}

function showTargets(links: LinkEdit[]): WordEdit[] {
  return links.flatMap(({ before, after }) => replaceText(before?.href ?? '', after?.href ?? ''));
}

function replaceText(before: string, after: string): WordEdit[] {
  if (before === after) return [{ op: 'same', text: before }];
  const words: WordEdit[] = [
    { op: 'removed', text: before },
    { op: 'added', text: after },
  ];
  return words.filter((word) => word.text !== '');
}

function showBlock(block: Block): string {
  return describeBlock(block) || block.type;
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
