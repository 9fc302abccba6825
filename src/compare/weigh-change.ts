import type { Finding } from './kinds/finding.ts';
import { KIND_WEIGHTS, MEANING_KINDS } from './kinds/weights.ts';

/** A typo in a headline is still a typo. */
const MINOR = 0.4;
/** What each further kind that changes the meaning adds, up to three. */
const FURTHER = 0.05;
/** An addition or deletion counts in full from a quarter of the text on. */
const LARGE_SHARE = 0.25;

/**
 * How much a change matters, 0 to 1: the weight of its weightiest kind, a little more for each further one, and for
 * text that came or went the more, the larger its share of the article (`share`, 0 to 1).
 */
export function weighChange(findings: Finding[], share: number): number {
  const weights = new Map<string, number>();
  for (const finding of findings) {
    const weight = weighFinding(finding, share);
    weights.set(finding.kind, Math.max(weights.get(finding.kind) ?? 0, weight));
  }
  const further = findings.filter((finding) => finding.extent === 'full' && MEANING_KINDS.has(finding.kind));
  const kinds = new Set(further.map((finding) => finding.kind)).size;
  const heaviest = Math.max(0, ...weights.values());
  const sum = heaviest + FURTHER * Math.min(3, Math.max(0, kinds - 1));
  return Math.round(Math.min(1, sum) * 100) / 100;
}

function weighFinding(finding: Finding, share: number): number {
  if (finding.extent === 'furniture') return 0;
  const weight = KIND_WEIGHTS[finding.kind] * (finding.extent === 'minor' ? MINOR : 1);
  const isByLength = finding.kind === 'addition' || finding.kind === 'deletion' || finding.kind === 'moved-block';
  return isByLength ? weight * (0.6 + 0.4 * Math.min(1, share / LARGE_SHARE)) : weight;
}
