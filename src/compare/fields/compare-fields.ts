import { type Article, WATCHED_FIELDS } from '../../model/article.ts';
import type { FieldChange } from '../../model/change.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { diffWords } from '../words/diff-words.ts';
import { renderField, renderFieldWhole } from './render-field.ts';

/** The fields other than the body that differ in any way, in the order of the record. */
export function compareFields(from: Article, to: Article, language: string | null): FieldChange[] {
  return WATCHED_FIELDS.flatMap((field): FieldChange[] => {
    if (field === 'body' || isSame(from[field], to[field])) return [];
    const isVisible = renderField(from, field) !== renderField(to, field);
    const render = isVisible ? renderField : renderFieldWhole;
    const [before, after] = [render(from, field), render(to, field)];
    return [{ field, from: before, to: after, words: diffWords(before ?? '', after ?? '', language) }];
  });
}

function isSame(before: unknown, after: unknown): boolean {
  return before === after || fingerprint(before) === fingerprint(after);
}
