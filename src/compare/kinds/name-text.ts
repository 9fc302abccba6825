import type { ChangeKind } from '../../model/change.ts';
import type { Finding } from './finding.ts';

/** Kinds that only say how a text as such was edited. */
const PLAIN: ChangeKind[] = ['addition', 'deletion', 'wording'];
const SLIGHT: ChangeKind[] = ['typo', 'style'];

/**
 * The findings on a text that has a name of its own (the headline, a caption): its kind, with what was found in its
 * words besides. An edit of typography alone stays what it is.
 */
export function nameText(kind: ChangeKind, findings: Finding[], what: string): Finding[] {
  const seen = findings.filter((finding) => finding.extent !== 'furniture');
  if (seen.length === 0) return findings;
  const extent = seen.every((finding) => SLIGHT.includes(finding.kind)) ? 'minor' : 'full';
  return [{ kind, what, extent }, ...findings.filter((finding) => !PLAIN.includes(finding.kind))];
}
