/** Words, or pairs of them, each with how often it occurs. */
export type Bag = Map<string, number>;

/** How much a bag holds. */
export function sizeOf(bag: Bag): number {
  return [...bag.values()].reduce((sum, count) => sum + count, 0);
}

/** How much two bags have in common, each word as often as both have it. */
export function commonOf(one: Bag, other: Bag): number {
  let common = 0;
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0);
  return common;
}
