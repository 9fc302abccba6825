import type { Article } from '../../model/article.ts';
import type { FieldChange } from '../../model/change.ts';
import { imageText } from '../body/block-text.ts';

/** What a reader sees of a field as one text; `null` where the article has none. */
export function renderField(article: Article, field: FieldChange['field']): string | null {
  switch (field) {
    case 'headline':
    case 'kicker':
    case 'dek':
    case 'publishedAt':
    case 'section':
      return article[field];
    case 'byline':
      return article.byline?.text ?? null;
    case 'tags':
      return article.tags.length === 0 ? null : article.tags.join(', ');
    case 'leadImage':
      return article.leadImage === null ? null : withLine(imageText(article.leadImage), article.leadImage.url);
    case 'notes':
      return article.notes.length === 0 ? null : article.notes.map((note) => note.text).join('\n');
    case 'isAccessibleForFree':
      return renderAccess(article.isAccessibleForFree);
    default:
      return field satisfies never;
  }
}

/** The same with what a reader does not see: for a field whose visible text alone would not show the difference. */
export function renderFieldWhole(article: Article, field: FieldChange['field']): string | null {
  const seen = renderField(article, field);
  if (field === 'byline' && article.byline !== null) {
    const authors = article.byline.authors.map(({ name, url }) => (url === null ? name : `${name} <${url}>`));
    return withLine(seen ?? '', authors.join(', '));
  }
  if (field === 'leadImage' && article.leadImage !== null) return withLine(seen ?? '', article.leadImage.alt ?? '');
  if (field === 'notes' && article.notes.length > 0) {
    return article.notes.map((note) => `[${note.kind}] ${note.text}`).join('\n');
  }
  return seen;
}

function withLine(text: string, line: string): string {
  return [text, line].filter((part) => part !== '').join('\n');
}

function renderAccess(isFree: boolean | null): string | null {
  if (isFree === null) return null;
  return isFree ? 'free' : 'paid';
}
