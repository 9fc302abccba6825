/** What stands around an article and is another at every load. None of it is news. */
export type Furniture = {
  /** A number of readers, for view counters. */
  views: number;
  /** For CSRF tokens, nonces and request ids. */
  token: string;
  advertId: string;
  banner: string;
  /** The same things in another order. */
  shuffle: <T>(things: T[]) => T[];
  minutesAgo: () => string;
};

const BANNERS = [
  'Independent reporting needs readers. Give what you can today.',
  'We are 1,204 subscribers short of our goal for this month.',
  'Get the morning letter: what matters, in five minutes.',
  'Our reporters were at the scene because you paid the fare.',
];

/**
 * New furniture for one load. `load` counts the loads, so that two never look the same; everything else is drawn from
 * `random`, which gives numbers in [0, 1).
 */
export function drawFurniture(load: number, random: () => number): Furniture {
  const draw = (below: number): number => Math.floor(random() * below);
  return {
    views: 1000 + load * 7 + draw(7),
    token: `${load.toString(36)}-${draw(2 ** 40).toString(36)}`,
    advertId: `ad-${load}-${draw(100_000)}`,
    banner: BANNERS[(load + draw(2)) % BANNERS.length] ?? '',
    shuffle: (things) => {
      const order = things.map((thing) => ({ thing, key: random() }));
      return order.toSorted((left, right) => left.key - right.key).map(({ thing }) => thing);
    },
    minutesAgo: () => `${2 + draw(57)} minutes ago`,
  };
}
