import type { StoredChange } from '../../storage/changes.ts';
import { excerptWords } from './excerpt-words.ts';
import { cleanText } from './render-change-parts.ts';
import { nameSource, type Web } from './web.ts';
import { writeCsv } from './write-csv.ts';

const COLUMNS = [
  ...['change', 'detectedAt', 'source', 'article', 'url', 'headline', 'from', 'to', 'kinds', 'importance'],
  ...['silent', 'noise', 'verdict', 'note', 'reasons', 'removed', 'added'],
];

/** Changes as CSV, a row each. */
export function renderChangesCsv(web: Web, changes: StoredChange[]): string {
  const rows = changes.map((change) => [
    change.id,
    change.detected_at.toISOString(),
    cleanText(nameSource(web, change.source_id)),
    change.article_id,
    change.url,
    cleanText(change.headline ?? ''),
    change.from_version,
    change.to_version,
    change.kinds.join(', '),
    change.importance,
    change.silent ? 'yes' : 'no',
    change.noise ? 'yes' : 'no',
    change.verdict ?? '',
    cleanText(change.note ?? ''),
    cleanText(change.reasons.join('; ')),
    joinWords(change, 'removed'),
    joinWords(change, 'added'),
  ]);
  return writeCsv([COLUMNS, ...rows]);
}

function joinWords(change: StoredChange, op: 'removed' | 'added'): string {
  const words = excerptWords(change).filter((word) => word.op === op);
  return cleanText(words.map(({ text }) => text.trim()).join(' … '));
}
