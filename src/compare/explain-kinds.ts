import { CHANGE_KINDS } from '../model/change.ts';
import type { Finding } from './kinds/finding.ts';

/** Edits of one kind that are named in its line; the rest are counted. */
const MOST_NAMED = 3;

/** One line a kind, in the order of the closed list: `figure: 12 → 21; 7 → 18 (and 4 more)`. */
export function explainKinds(findings: Finding[]): string[] {
  const byKind = Map.groupBy(findings, ({ kind }) => kind);
  return CHANGE_KINDS.flatMap((kind) => {
    const found = byKind.get(kind);
    if (found === undefined) return [];
    const whats = [...new Set(found.map(({ what }) => what))];
    const rest = whats.length - MOST_NAMED;
    const named = whats.slice(0, MOST_NAMED).join('; ');
    return [`${kind}: ${named}${rest > 0 ? ` (and ${rest} more)` : ''}`];
  });
}
