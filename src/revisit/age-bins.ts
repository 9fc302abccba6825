const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Edits come about as often in each doubling of an article's age, so the bins of age grow with it. */
const YOUNGEST = 2 * MINUTE;
const OLDEST = 360 * DAY;
const BINS = 44;
const WIDTH = Math.log(OLDEST / YOUNGEST) / BINS;

/** Where the bins of age begin and end, in milliseconds: from birth to 360 days. */
export const AGE_EDGES: readonly number[] = Array.from({ length: BINS + 1 }, (_, index) =>
  index === 0 ? 0 : YOUNGEST * Math.exp(WIDTH * index),
);

/** How many bins of age there are. */
export const AGE_BINS = BINS;

/** The bin that an age in milliseconds lies in; what is older than the last bin counts as in it. */
export function ageBin(ageMs: number): number {
  if (ageMs < (AGE_EDGES[1] ?? 0)) return 0;
  const bin = Math.min(BINS - 1, Math.floor(Math.log(ageMs / YOUNGEST) / WIDTH));
  // The logarithm may be off by one where an age lies just on an edge.
  return bin + 1 < BINS && ageMs >= (AGE_EDGES[bin + 1] ?? Number.POSITIVE_INFINITY) ? bin + 1 : bin;
}

/** The piece of a bin that lies between two ages: where it begins and ends, in milliseconds. */
export type AgePiece = { bin: number; from: number; to: number };

/** A stretch of age cut at the edges of the bins; the last bin goes on for ever. */
export function* cutAtBins(fromMs: number, toMs: number): Generator<AgePiece> {
  for (let bin = ageBin(fromMs); bin < BINS; bin += 1) {
    const from = Math.max(fromMs, AGE_EDGES[bin] ?? 0);
    const end = bin === BINS - 1 ? Number.POSITIVE_INFINITY : (AGE_EDGES[bin + 1] ?? 0);
    if (from >= toMs) return;
    yield { bin, from, to: Math.min(toMs, end) };
  }
}
