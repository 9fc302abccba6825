import type { ImportanceTerm } from '../model/change.ts';
import type { Finding } from './kinds/finding.ts';
import { KIND_WEIGHTS, MEANING_KINDS } from './kinds/weights.ts';

/** A typo in a headline is still a typo. */
const MINOR = 0.4;
/** What each further kind that changes the meaning adds, up to three. */
const FURTHER = 0.05;
const MOST_FURTHER = 3;
/** An addition or deletion counts in full from a quarter of the text on; the shortest counts for this share of it. */
const LARGE_SHARE = 0.25;
const SHORT = 0.75;
/** What stands at the very end is read by fewest. */
const END = 0.06;

/**
 * How much a change matters, 0 to 1, term by term: the weight of its weightiest finding; less where it is slight, short
 * or far down; what makes it matter more than others of its kind; and a little for each further kind that changes the
 * meaning. `share` (0 to 1) is how much of the article differs.
 */
export function weighChange(findings: Finding[], share: number): { importance: number; terms: ImportanceTerm[] } {
  const weighed = findings.map((finding) => ({ finding, terms: weighFinding(finding, share) }));
  const [heaviest] = weighed.sort((one, other) => sumTerms(other.terms) - sumTerms(one.terms));
  if (heaviest === undefined) return { importance: 0, terms: [] };
  const terms = [...heaviest.terms, ...weighFurther(findings, heaviest.finding)];
  return { importance: sumTerms(terms), terms };
}

/** The sum of the terms, kept within 0 and 1, to two places. */
export function sumTerms(terms: ImportanceTerm[]): number {
  const sum = terms.reduce((total, { value }) => total + value, 0);
  return round(Math.min(1, Math.max(0, sum)));
}

function weighFinding(finding: Finding, share: number): ImportanceTerm[] {
  const { kind, what, extent, depth, more = [] } = finding;
  if (extent === 'furniture') return [];
  const weight = KIND_WEIGHTS[kind];
  const terms: ImportanceTerm[] = [{ term: kind, value: weight, why: what }];
  if (extent === 'minor') terms.push({ term: 'slight', value: round(weight * (MINOR - 1)), why: 'the sense stays' });
  if (kind === 'addition' || kind === 'deletion') {
    const missing = (1 - SHORT) * (1 - Math.min(1, share / LARGE_SHARE));
    const why = `${Math.round(share * 100)} % of the text`;
    if (missing > 0) terms.push({ term: 'short', value: -round(weight * missing), why });
  }
  if (depth !== undefined && extent === 'full' && depth > 0) {
    const value = -round(Math.min(END, weight / 4) * depth);
    if (value < 0) terms.push({ term: 'place', value, why: `${Math.round(depth * 100)} % down the text` });
  }
  return [...terms, ...more];
}

function weighFurther(findings: Finding[], heaviest: Finding): ImportanceTerm[] {
  const full = findings.filter((finding) => finding.extent === 'full' && MEANING_KINDS.has(finding.kind));
  const further = [...new Set(full.map(({ kind }) => kind))].filter((kind) => kind !== heaviest.kind);
  return further.slice(0, MOST_FURTHER).map((kind) => ({ term: 'further kind', value: FURTHER, why: kind }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
