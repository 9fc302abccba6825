import type { Pair } from './match-sequences.ts';

/**
 * Of pairs of places, no place twice, the heaviest list in which both places grow: what to take as having stayed, so
 * that as little as possible has moved. Sorted by the first place; n log n (a Fenwick tree over the second).
 */
export function heaviestGrowing(pairs: Pair[], weigh: (pair: Pair) => number): Pair[] {
  const sorted = [...pairs].sort((one, other) => one[0] - other[0]);
  if (sorted.every(([, place], at) => at === 0 || place > (sorted[at - 1]?.[1] ?? 0))) return sorted;
  const ranks = new Map(
    sorted
      .map(([, place]) => place)
      .sort((one, other) => one - other)
      .map((place, at) => [place, at]),
  );
  /** In each node the place in `sorted` where the heaviest list of its range ends; -1 for none. */
  const tree = new Array<number>(sorted.length + 1).fill(-1);
  const sums: number[] = [];
  const previous: number[] = [];
  const sumAt = (at: number) => (at === -1 ? 0 : (sums[at] ?? 0));

  for (const [index, pair] of sorted.entries()) {
    const rank = ranks.get(pair[1]) ?? 0;
    let before = -1;
    for (let node = rank; node > 0; node -= node & -node) {
      if (sumAt(tree[node] ?? -1) > sumAt(before)) before = tree[node] ?? -1;
    }
    previous.push(before);
    sums.push(sumAt(before) + weigh(pair));
    for (let node = rank + 1; node < tree.length; node += node & -node) {
      if (sumAt(index) > sumAt(tree[node] ?? -1)) tree[node] = index;
    }
  }
  return walkBack(sorted, sums, previous);
}

function walkBack(sorted: Pair[], sums: number[], previous: number[]): Pair[] {
  const heaviest = sums.indexOf(sums.reduce((most, sum) => Math.max(most, sum), 0));
  const growing: Pair[] = [];
  for (let at = heaviest; at >= 0; at = previous[at] ?? -1) {
    const pair = sorted[at];
    if (pair !== undefined) growing.push(pair);
  }
  return growing.reverse();
}
