import { cutToPart } from '../compare/body/cut-to-part.ts';
import type { BlockChange, FieldChange, WordEdit } from '../model/change.ts';
import { describeBlock } from './describe-block.ts';
import { imageWords, leadImageWords } from './excerpt-picture.ts';
import { replaceWhole } from './replace-whole.ts';

/** How much of the text around an edit is shown, in characters. */
const CONTEXT = 60;
/** Fields that tell more than an edited paragraph does, in order; the others tell less. */
const TELLING = ['headline', 'dek', 'kicker'];

/** The words of a change that show it best, cut to about `limit` characters, for one line of a list. */
export function excerptWords(change: { fields: FieldChange[]; blocks: BlockChange[] }, limit = 240): WordEdit[] {
  const telling = TELLING.flatMap((name) => change.fields.filter((field) => field.field === name)).map(fieldWords);
  const blocksOf = (...ops: BlockChange['op'][]) =>
    ops.flatMap((op) => change.blocks.filter((block) => block.op === op).map(excerptBlock));
  // What a note corrects is told by the words that were edited; the note itself where there are none.
  const edited = blocksOf('edited', 'split', 'merged');
  const notes = change.fields.filter(({ field }) => field === 'notes').map(fieldWords);
  const blocks = blocksOf('added', 'removed', 'moved');
  const others = change.fields.filter(({ field }) => ![...TELLING, 'notes'].includes(field)).map(excerptField);
  const candidates = [...telling, ...edited, ...notes, ...blocks, ...others].filter((words) => words.length > 0);
  const best = candidates.find((words) => words.some((word) => word.op !== 'same')) ?? candidates[0];
  return best === undefined ? [] : cutWords(best, limit);
}

function excerptField(field: FieldChange): WordEdit[] {
  return field.field === 'leadImage' ? leadImageWords(field) : fieldWords(field);
}

function excerptBlock(change: BlockChange): WordEdit[] {
  const { before, after } = change;
  const isPicture = [before, after].every((block) => block === null || block.type === 'image');
  return isPicture ? imageWords(change) : blockWords(change);
}

/** The words of a field's change: without any, all that was there went, and all that is there came. */
export function fieldWords({ from, to, words }: FieldChange): WordEdit[] {
  return words.length > 0 ? words : replaceWhole(from ?? '', to ?? '');
}

/** The words of a block's change; of one picture for another none, where no words of it changed. */
export function blockWords(change: BlockChange): WordEdit[] {
  const { op, before, after, words } = cutToPart(change);
  if (words.some((word) => word.op !== 'same')) return words;
  // What differs is the picture, or its alternative text: that is shown beside it.
  const isPicture = before?.type === 'image' && after?.type === 'image';
  if (isPicture && op === 'edited') return [];
  const from = before === null ? '' : describeBlock(before);
  const to = after === null ? '' : describeBlock(after);
  if (from !== to && !isPicture) return replaceWhole(from, to);
  return op !== 'edited' && to !== '' ? [{ op: 'same', text: to }] : [];
}

/** Shortens what stayed to a context around what did not, and all of it to `limit`. */
function cutWords(words: WordEdit[], limit: number): WordEdit[] {
  const cut: WordEdit[] = [];
  let left = limit;
  for (const [index, word] of words.entries()) {
    if (left <= 0) break;
    const text = word.op === 'same' ? cutContext(word.text, index === 0, index === words.length - 1) : word.text;
    cut.push({ op: word.op, text: text.length > left ? `${keepStart(text, left)}…` : text });
    left -= text.length;
  }
  return cut;
}

function cutContext(text: string, isFirst: boolean, isLast: boolean): string {
  if (isFirst && isLast) return text;
  if (text.length <= (isFirst || isLast ? CONTEXT : 2 * CONTEXT)) return text;
  const head = isFirst ? '' : keepStart(text, CONTEXT);
  const tail = isLast ? '' : keepEnd(text, CONTEXT);
  return `${head}…${tail}`;
}

/** Cuts between words where the script has spaces, and never within a character. */
function keepStart(text: string, length: number): string {
  const start = text.slice(0, length);
  return start.replace(/[\ud800-\udbff]$/, '').replace(/(?<=\s)\S{0,20}$/, '') || start;
}

function keepEnd(text: string, length: number): string {
  const end = text.slice(-length);
  return end.replace(/^[\udc00-\udfff]/, '').replace(/^\S{0,20}\s+/, '') || end;
}
