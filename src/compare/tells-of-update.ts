import type { Article } from '../model/article.ts';
import type { BlockChange, FieldChange } from '../model/change.ts';
import { blockText } from './body/block-text.ts';
import { noteKindOf } from './kinds/note-words.ts';
import { furnitureOf } from './noise/furniture-text.ts';
import { foldTypography } from './text/fold-typography.ts';

const UPDATED =
  /\b(?:updated?|corrected|amended|aktualisiert|korrigiert|mis à jour|corrigé|actualizado|corregido)\b|обновлен|обновлён|исправлен|оновлен|виправлен/iu;

/** By what a page tells its readers that it was edited. */
export type Telling = 'note' | 'date' | 'word';

/** How the newer page tells its readers that it was edited: by a new note, a later date of change, or an "Updated"; `null`: it does not. */
export function tellsOfUpdate(
  from: Article,
  to: Article,
  fields: FieldChange[],
  blocks: BlockChange[],
): Telling | null {
  const known = new Set(from.notes.map((note) => foldTypography(note.text)));
  if (to.notes.some((note) => !known.has(foldTypography(note.text))) || blocks.some(isNewNote)) return 'note';
  const ofPage = fields.filter(({ field }) => ['headline', 'kicker', 'dek', 'byline'].includes(field));
  if (ofPage.some(({ words }) => words.some((word) => word.op === 'added' && UPDATED.test(word.text)))) return 'word';
  return hasLaterDate(from.modifiedAt, to.modifiedAt) ? 'date' : null;
}

function hasLaterDate(before: string | null, after: string | null): boolean {
  if (after === null || before === after) return false;
  const [one, other] = [Date.parse(before ?? ''), Date.parse(after)];
  return Number.isNaN(one) || other > one;
}

function isNewNote({ before, after }: BlockChange): boolean {
  if (after === null || noteKindOf(blockText(after)) === null) return false;
  return before === null || (blockText(before) !== blockText(after) && furnitureOf(blockText(after)) === null);
}
