import type { EditRates } from '../model/revisit.ts';
import { AGE_BINS, AGE_EDGES, cutAtBins } from './age-bins.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Edits of an article of the mean kind over its life: 35 % are ever edited, those 1.9 times. */
const PRIOR_EDITS = 0.35 * 1.9;
/** When they come, as measured over newspapers: log-normal around 25 minutes, four and a half hours and two days. */
const PRIOR_AGES = [
  { share: 0.4, median: 25 * MINUTE },
  { share: 0.35, median: 4.5 * HOUR },
  { share: 0.25, median: 44 * HOUR },
];
/** No age is without edits: at least this many an article in each bin. */
const LEAST_EDITS = 0.001;
/**
 * How many watched articles the prior counts for, against those that were watched: in one bin of age there are so few
 * edits an article that fewer than a hundred tell more of chance than of the source.
 */
const PRIOR_ARTICLES = 100;

/** What is believed of a source before anything was seen of it. */
export const PRIOR_RATES: EditRates = {
  edits: Array.from({ length: AGE_BINS }, (_, bin) => {
    const edits = PRIOR_EDITS * (priorShareBy(AGE_EDGES[bin + 1] ?? 0) - priorShareBy(AGE_EDGES[bin] ?? 0));
    return PRIOR_ARTICLES * Math.max(LEAST_EDITS, edits);
  }),
  exposure: new Array<number>(AGE_BINS).fill(PRIOR_ARTICLES),
};

/** Edits a millisecond that an article of the mean kind gets at an age in this bin. */
export function rateIn({ edits, exposure }: EditRates, bin: number): number {
  const width = (AGE_EDGES[bin + 1] ?? 0) - (AGE_EDGES[bin] ?? 0);
  return (edits[bin] ?? 0) / (exposure[bin] ?? 1) / width;
}

/** How many edits an article of the mean kind gets between two ages in milliseconds. */
export function expectedEdits(rates: EditRates, fromMs: number, toMs: number): number {
  let sum = 0;
  for (const { bin, from, to } of cutAtBins(fromMs, toMs)) sum += rateIn(rates, bin) * (to - from);
  return sum;
}

/** A look at an article: its ages at the look before and at this one, in milliseconds, and whether it had changed. */
export type Look = { fromMs: number; toMs: number; isChanged: boolean };

/**
 * The rates with what looks have shown. How often an article changed between two looks is unseen: a change stands for
 * as many edits as are expected where there is at least one, spread over the bins as they are expected (one step of
 * expectation maximisation for interval-censored Poisson counts; Dempster, Laird and Rubin 1977).
 */
export function learnRates(rates: EditRates, looks: Iterable<Look>): EditRates {
  const edits = [...rates.edits];
  const exposure = [...rates.exposure];
  for (const { fromMs, toMs, isChanged } of looks) {
    const expected = expectedEdits(rates, fromMs, toMs);
    const seen = isChanged && expected > 0 ? expected / -Math.expm1(-expected) : 0;
    for (const { bin, from, to } of cutAtBins(fromMs, toMs)) {
      const width = (AGE_EDGES[bin + 1] ?? 0) - (AGE_EDGES[bin] ?? 0);
      exposure[bin] = (exposure[bin] ?? 0) + (to - from) / width;
      if (seen > 0) edits[bin] = (edits[bin] ?? 0) + (seen * rateIn(rates, bin) * (to - from)) / expected;
    }
  }
  return { edits, exposure };
}

/** The rates with what was learned counting for less, by `keep` (0 to 1), and the prior for the rest: papers change. */
export function forget({ edits, exposure }: EditRates, keep: number): EditRates {
  const fade = (learned: readonly number[], prior: readonly number[]) =>
    learned.map((value, bin) => (prior[bin] ?? 0) + keep * (value - (prior[bin] ?? 0)));
  return { edits: fade(edits, PRIOR_RATES.edits), exposure: fade(exposure, PRIOR_RATES.exposure) };
}

/** The rates of several sources taken together, each by how much was seen of it. */
export function poolRates(all: EditRates[]): EditRates {
  const sum = (pick: (rates: EditRates) => readonly number[], prior: readonly number[]) =>
    prior.map((value, bin) => all.reduce((total, rates) => total + (pick(rates)[bin] ?? 0) - value, value));
  return {
    edits: sum((rates) => rates.edits, PRIOR_RATES.edits),
    exposure: sum((rates) => rates.exposure, PRIOR_RATES.exposure),
  };
}

function priorShareBy(ageMs: number): number {
  if (ageMs <= 0) return 0;
  return PRIOR_AGES.reduce((sum, { share, median }) => sum + share * normalShare(Math.log(ageMs / median)), 0);
}

/** The standard normal distribution function, to 1e-7 (Abramowitz and Stegun 26.2.17). */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x > 0 ? 1 - tail : tail;
}
