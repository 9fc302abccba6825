import type { Article } from '../model/article.ts';
import type { BlockChange, FieldChange } from '../model/change.ts';
import { blockText } from './body/block-text.ts';
import { noteKindOf } from './kinds/note-words.ts';
import { furnitureOf } from './noise/furniture-text.ts';
import { foldTypography } from './text/fold-typography.ts';

const UPDATED =
  /\b(?:updated?|corrected|amended|aktualisiert|korrigiert|mis à jour|corrigé|actualizado|corregido)\b|обновлен|обновлён|исправлен|оновлен|виправлен/iu;

/** Whether the newer page tells its readers that it was edited: a new note, a later date of change, an "Updated". */
export function tellsOfUpdate(from: Article, to: Article, fields: FieldChange[], blocks: BlockChange[]): boolean {
  const known = new Set(from.notes.map((note) => foldTypography(note.text)));
  if (to.notes.some((note) => !known.has(foldTypography(note.text)))) return true;
  if (hasLaterDate(from.modifiedAt, to.modifiedAt)) return true;
  const ofPage = fields.filter(({ field }) => ['headline', 'kicker', 'dek', 'byline'].includes(field));
  if (ofPage.some(({ words }) => words.some((word) => word.op === 'added' && UPDATED.test(word.text)))) return true;
  return blocks.some(isNewNote);
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
