import type { LivelinessShares } from '../model/revisit.ts';

/**
 * How many times as often as the mean article an article may be edited. None is taken for dead: what is never looked at
 * could never prove the opposite.
 */
export const LIVELINESS_GRID: readonly number[] = [0.35, 0.7, 1, 2, 4, 8, 16, 32];

/**
 * Of a hundred thousand articles, how many are edited how often, as was measured over newspapers: 35 % ever, half of
 * these once, one in twenty more than nine times, about twice on average.
 */
const MEASURED: readonly number[] = [
  65_000, 17_500, 13_000, 1_900, 500, 150, 80, 50, 40, 30, 500, 400, 300, 200, 150, 100, 60, 40,
];
/** How many articles that measurement counts for, against those that were watched. */
const PRIOR_ARTICLES = 100;
const ROUNDS = 200;

/** What is believed of how much articles differ before any were watched. */
export const PRIOR_SHARES: LivelinessShares = fitShares(MEASURED);

/**
 * How many times as often as the mean article one is edited that had `edits` where the mean one had `expected`: the
 * mean of the grid by what that makes likely (Bayes; each edit by Poisson's law). Both may be parts of one.
 */
export function liveliness(shares: LivelinessShares, edits: number, expected: number): number {
  let weighted = 0;
  let total = 0;
  // The likeliest place of the grid is the yardstick, lest all vanish.
  const scale = Math.max(...LIVELINESS_GRID.map((factor) => edits * Math.log(factor) - factor * expected));
  for (const [index, factor] of LIVELINESS_GRID.entries()) {
    const likelihood = (shares[index] ?? 0) * Math.exp(edits * Math.log(factor) - factor * expected - scale);
    weighted += likelihood * factor;
    total += likelihood;
  }
  return total > 0 ? weighted / total : 1;
}

/**
 * The shares that best explain how often articles were edited (`counts[n]` of them n times, in a whole life), with the
 * measured ones as so many more articles: maximum likelihood of a mixing distribution on a grid (Laird 1978).
 */
export function learnShares(counts: readonly number[]): LivelinessShares {
  const all = MEASURED.reduce((sum, count) => sum + count, 0);
  const length = Math.max(counts.length, MEASURED.length);
  return fitShares(Array.from({ length }, (_, n) => (counts[n] ?? 0) + ((MEASURED[n] ?? 0) / all) * PRIOR_ARTICLES));
}

function fitShares(counts: readonly number[]): number[] {
  const articles = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, n) => sum + count * n, 0) / articles;
  const rows = counts.flatMap((count, n) => {
    if (count === 0) return [];
    return [{ count, likelihoods: LIVELINESS_GRID.map((factor) => Math.exp(n * Math.log(factor) - factor * mean)) }];
  });
  let shares = LIVELINESS_GRID.map(() => 1 / LIVELINESS_GRID.length);
  for (let round = 0; round < ROUNDS; round += 1) shares = improve(shares, rows, articles);
  return shares;
}

function improve(shares: number[], rows: { count: number; likelihoods: number[] }[], articles: number): number[] {
  const next = shares.map(() => 0);
  for (const { count, likelihoods } of rows) {
    const joint = likelihoods.map((likelihood, index) => likelihood * (shares[index] ?? 0));
    const total = joint.reduce((sum, value) => sum + value, 0);
    for (const [index, value] of joint.entries()) next[index] = (next[index] ?? 0) + (count * value) / total / articles;
  }
  return next;
}
