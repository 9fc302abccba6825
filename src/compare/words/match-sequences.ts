/** Places of equal items: `[place in a, place in b]`, both growing. */
export type Pair = [number, number];

/** Edits that the exact search goes through before it looks for landmarks: time and memory grow with its square. */
const MAX_EDITS = 256;

type Range = { aStart: number; aEnd: number; bStart: number; bEnd: number };

/**
 * The items that two sequences have in common, in order: the longest such list while they differ in at most 256 items
 * (Myers 1986, "An O(ND) difference algorithm"), else split at the items that occur once in each ("patience"). Time is
 * bounded by length × 256 whatever the input.
 */
export function matchSequences(a: readonly number[], b: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  const ranges: Range[] = [{ aStart: 0, aEnd: a.length, bStart: 0, bEnd: b.length }];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const inner = trimEnds(a, b, range, pairs);
    if (inner.aStart === inner.aEnd || inner.bStart === inner.bEnd) continue;
    const exact = matchShared(a, b, inner) ?? searchExactly(a, b, inner);
    if (exact !== null) {
      pairs.push(...exact);
      continue;
    }
    const landmarks = findLandmarks(a, b, inner);
    if (landmarks.length > 0) ranges.push(...splitAt(inner, landmarks, pairs));
  }
  return pairs.sort((one, other) => one[0] - other[0]);
}

/** Numbers for texts, the same for equal texts, for comparing sequences of them. */
export function numberTexts(...sequences: string[][]): number[][] {
  const numbers = new Map<string, number>();
  return sequences.map((texts) =>
    texts.map((text) => {
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    }),
  );
}

function trimEnds(a: readonly number[], b: readonly number[], range: Range, pairs: Pair[]): Range {
  let { aStart, aEnd, bStart, bEnd } = range;
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) pairs.push([aStart++, bStart++]);
  while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) pairs.push([--aEnd, --bEnd]);
  return { aStart, aEnd, bStart, bEnd };
}

/**
 * The items that both sides have, where these are the same in the same order: then every one has its counterpart, and
 * there is nothing to search. Most edits put something new in the place of what was there.
 */
function matchShared(a: readonly number[], b: readonly number[], range: Range): Pair[] | null {
  const sharedA = placesOfShared(a, range.aStart, range.aEnd, new Set(b.slice(range.bStart, range.bEnd)));
  const sharedB = placesOfShared(b, range.bStart, range.bEnd, new Set(a.slice(range.aStart, range.aEnd)));
  if (sharedA.length !== sharedB.length) return null;
  const pairs: Pair[] = [];
  for (const [at, i] of sharedA.entries()) {
    const j = sharedB[at] ?? -1;
    if (a[i] !== b[j]) return null;
    pairs.push([i, j]);
  }
  return pairs;
}

function placesOfShared(items: readonly number[], start: number, end: number, others: Set<number>): number[] {
  const places: number[] = [];
  for (let at = start; at < end; at += 1) if (others.has(items[at] ?? -1)) places.push(at);
  return places;
}

/** Myers' greedy search with its trace kept; `null` when more than `MAX_EDITS` are needed. */
function searchExactly(a: readonly number[], b: readonly number[], range: Range): Pair[] | null {
  const n = range.aEnd - range.aStart;
  const m = range.bEnd - range.bStart;
  const limit = Math.min(n + m, MAX_EDITS);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const below = furthest[offset + k - 1] ?? 0;
      const above = furthest[offset + k + 1] ?? 0;
      let x = k === -edits || (k !== edits && below < above) ? above : below + 1;
      while (x < n && x - k < m && a[range.aStart + x] === b[range.bStart + x - k]) x += 1;
      furthest[offset + k] = x;
      if (x >= n && x - k >= m) return walkBack(trace, n, m, range);
    }
  }
  return null;
}

/** `trace[d]` holds the furthest places of diagonals -d-1 … d+1 before round d. */
function walkBack(trace: Int32Array[], n: number, m: number, range: Range): Pair[] {
  const pairs: Pair[] = [];
  let x = n;
  let y = m;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const row = trace[edits] ?? new Int32Array();
    const k = x - y;
    const below = row[k + edits] ?? 0;
    const above = row[k + edits + 2] ?? 0;
    const isInsertion = k === -edits || (k !== edits && below < above);
    const fromX = isInsertion ? above : below;
    const fromY = isInsertion ? fromX - (k + 1) : fromX - (k - 1);
    const startX = edits === 0 ? 0 : fromX + (isInsertion ? 0 : 1);
    while (x > startX) pairs.push([range.aStart + --x, range.bStart + --y]);
    x = fromX;
    y = fromY;
  }
  return pairs;
}

/** Items that occur once on each side, thinned out to the longest list in the same order. */
function findLandmarks(a: readonly number[], b: readonly number[], range: Range): Pair[] {
  const inA = placesOfUnique(a, range.aStart, range.aEnd);
  const inB = placesOfUnique(b, range.bStart, range.bEnd);
  const common: Pair[] = [];
  for (const [item, place] of inA) {
    const other = inB.get(item);
    if (place !== null && other !== undefined && other !== null) common.push([place, other]);
  }
  return longestGrowing(common.sort((one, other) => one[0] - other[0]));
}

function placesOfUnique(items: readonly number[], start: number, end: number): Map<number, number | null> {
  const places = new Map<number, number | null>();
  for (let at = start; at < end; at += 1) {
    const item = items[at] ?? -1;
    places.set(item, places.has(item) ? null : at);
  }
  return places;
}

/** Of pairs that are sorted by their first place, the longest list whose second places grow too (patience sorting). */
function longestGrowing(pairs: Pair[]): Pair[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, [, place]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : (tails[low - 1] ?? -1));
    tails[low] = index;
  }
  const longest: Pair[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) longest.push(pair);
  }
  return longest.reverse();
}

function splitAt(range: Range, landmarks: Pair[], pairs: Pair[]): Range[] {
  const ranges: Range[] = [];
  let { aStart, bStart } = range;
  for (const [aPlace, bPlace] of landmarks) {
    pairs.push([aPlace, bPlace]);
    ranges.push({ aStart, aEnd: aPlace, bStart, bEnd: bPlace });
    aStart = aPlace + 1;
    bStart = bPlace + 1;
  }
  ranges.push({ aStart, aEnd: range.aEnd, bStart, bEnd: range.bEnd });
  return ranges;
}
