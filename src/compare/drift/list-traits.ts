import { createHash } from 'node:crypto';
import type { BlockChange, Change, FieldChange, WordEdit } from '../../model/change.ts';
import type { Traits } from '../../model/drift.ts';
import { blockText } from '../body/block-text.ts';
import { foldTypography } from '../text/fold-typography.ts';

/** With more differences than this nothing can be told of single ones. */
const MOST_DIFFERENCES = 100;

/** Fields that a template sets: when all of them change at once, whatever the words, nobody wrote that. */
const SET_BY_TEMPLATE: ReadonlySet<FieldChange['field']> = new Set<FieldChange['field']>([
  'kicker',
  'byline',
  'publishedAt',
  'section',
  'tags',
  'isAccessibleForFree',
]);

/** What each difference of a change has in common with those that other articles of the source may have. */
export function listTraits(change: Change): Traits {
  if (change.fields.length + change.blocks.length === 0) return change.kinds.map((kind) => [`same:life:${kind}`]);
  const ofFields = change.fields.map(traitsOfField);
  const isRewritten = change.kinds.includes('rewritten') || change.blocks.length > MOST_DIFFERENCES;
  return [...ofFields, ...(isRewritten ? [['alike:rewritten']] : change.blocks.map(traitsOfBlock))];
}

function traitsOfField({ field, from, to, words }: FieldChange): string[] {
  const op = nameOp(from, to);
  const same = `same:field:${field}:${op}:${digestWords(words)}`;
  return op !== 'edited' || SET_BY_TEMPLATE.has(field) ? [same, `alike:field:${field}:${op}`] : [same];
}

function nameOp(from: string | null, to: string | null): 'added' | 'removed' | 'edited' {
  if (from === null) return 'added';
  return to === null ? 'removed' : 'edited';
}

function traitsOfBlock(change: BlockChange): string[] {
  const { op, before, after, words } = change;
  const type = (after ?? before)?.type ?? 'paragraph';
  const text = [before, after].map((block) => (block === null ? '' : foldTypography(blockText(block)))).join('\n');
  const same = `same:block:${op}:${type}:${words.some((word) => word.op !== 'same') ? digestWords(words) : digest(text)}`;
  const place = placeOf(change);
  // A paragraph that was edited in its words was edited by somebody; pictures, boxes and lists are set by a template.
  if (type !== 'paragraph') return [same, `alike:block:${op}:${type}`];
  return place === null ? [same] : [same, `alike:block:${op}:paragraph:${place}`];
}

/** The first paragraph is where a template puts a standfirst, or takes it away. */
function placeOf({ op, from, to }: BlockChange): 'first' | null {
  if (op !== 'added' && op !== 'removed') return null;
  return (op === 'added' ? to : from) === 0 ? 'first' : null;
}

/** What went and what came, whatever stood around it. */
function digestWords(words: WordEdit[]): string {
  const edits = words.filter((word) => word.op !== 'same');
  return digest(edits.map(({ op, text }) => `${op} ${foldTypography(text)}`).join('\n'));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
