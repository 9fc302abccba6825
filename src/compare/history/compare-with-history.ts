import type { Article } from '../../model/article.ts';
import { CHANGE_KINDS, type Change, type ImportanceTerm } from '../../model/change.ts';
import type { PastVersion } from '../../model/visit.ts';
import { compareRecords, compareVersions } from '../compare-versions.ts';
import { describeSwap } from '../kinds/finding.ts';
import { KIND_WEIGHTS } from '../kinds/weights.ts';
import { sumTerms } from '../weigh-change.ts';
import { findHeadlineTest } from './find-headline-test.ts';
import { gistOf } from './gist-of.ts';

/**
 * What differs between the newest version and a record, in the light of the versions before: one that is again as an
 * earlier one, whatever its furniture, was `reverted` to it, and a headline that alternates is a `headline-test`, said once (again is noise).
 * `history` has all versions, oldest first, the newest being `before`.
 */
export function compareWithHistory(before: Article, record: Article, history: PastVersion[], now: Date): Change | null {
  const change = compareRecords(before, record);
  if (change === null || change.noise) return change;
  const test = findHeadlineTest(history, record, now);
  const told = test === null ? change : tellHeadlineTest(change, before, record, test === 'repeated');
  return told.noise ? told : tellReversion(told, history, record);
}

/** The change with its headline taken for one that is tried out: what else differs counts, and the headline hardly. */
function tellHeadlineTest(change: Change, before: Article, record: Article, isKnown: boolean): Change {
  const rest = compareVersions(before, { ...record, headline: before.headline });
  const others = rest === null || rest.noise ? null : rest;
  const what = describeSwap(before.headline ?? '', record.headline ?? '');
  const isNoise = isKnown && others === null;
  const terms = isNoise ? [] : weighTest(what, others);
  return {
    ...change,
    kinds: CHANGE_KINDS.filter((kind) => kind === 'headline-test' || others?.kinds.includes(kind)),
    importance: sumTerms(terms),
    terms,
    reasons: [...(others?.reasons ?? []), `headline-test: ${what}, as it was before`],
    silent: others?.silent ?? false,
    noise: isNoise,
  };
}

/** The headline weighs as a test; what else differs may weigh more. */
function weighTest(what: string, others: Change | null): ImportanceTerm[] {
  const value = KIND_WEIGHTS['headline-test'];
  if (others !== null && others.importance >= value) return others.terms;
  return [{ term: 'headline-test', value, why: what }];
}

/** What a reversion takes back is as important as it was to bring it. */
function tellReversion(change: Change, history: PastVersion[], record: Article): Change {
  const gist = gistOf(record);
  const isSame = (version: PastVersion) => version.digest === record.digest || version.gist === gist;
  const earlier = history.slice(0, -1).findLast(isSame);
  if (earlier === undefined) return change;
  return {
    ...change,
    kinds: CHANGE_KINDS.filter((kind) => kind === 'reverted' || change.kinds.includes(kind)),
    reasons: [...change.reasons, `reverted: to version ${earlier.number}`],
  };
}
