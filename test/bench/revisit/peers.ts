import { DAY } from './make-world.ts';
import type { Policy } from './watch-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A peer's policy with all its intervals stretched by a factor, so that it takes as many visits as is wanted. */
export type Peer = (stretch: number) => Policy;

/** Intervals by age, or by whatever else counts: the first whose limit is not reached. */
function tiered(tiers: [limitMs: number, everyMs: number][], ms: number): number {
  return tiers.find(([limitMs]) => ms < limitMs)?.[1] ?? Number.POSITIVE_INFINITY;
}

/** newsdiffs: by the time since the last update. */
const newsdiffs: Peer = (stretch) => ({
  nextAge: ({ firstSeen, changes }, age) => {
    const quiet = age - (changes.at(-1) ?? firstSeen);
    const tiers: [number, number][] = [
      [3 * HOUR, 15 * MINUTE],
      [DAY, HOUR],
      [7 * DAY, 3 * HOUR],
      [30 * DAY, 3 * DAY],
      [360 * DAY, 30 * DAY],
    ];
    return age + stretch * tiered(tiers, quiet);
  },
});

/**
 * diffengine: again when the time since the last check is a fifth of that since it first saw the article (its wrap at 24
 * hours mended); it runs every five minutes.
 */
const diffengine: Peer = (stretch) => ({
  nextAge: ({ firstSeen }, age) => {
    const known = age - firstSeen;
    return firstSeen + Math.max(known + 5 * MINUTE, known / (1 - Math.min(0.999, 0.2 * stretch)));
  },
});

/** Tiers by age. */
const ageTiers: Peer = (stretch) => ({
  nextAge: (_, age) =>
    age +
    stretch *
      tiered(
        [
          [HOUR, 5 * MINUTE],
          [6 * HOUR, 30 * MINUTE],
          [DAY, 3 * HOUR],
          [Number.POSITIVE_INFINITY, 12 * HOUR],
        ],
        age,
      ),
});

/** While the article is in the feed, two days; then never. */
const inFeed: Peer = (stretch) => ({
  nextAge: (_, age) => (age < 2 * DAY ? age + stretch * 10 * MINUTE : Number.POSITIVE_INFINITY),
});

const fixed: Peer = (stretch) => ({ nextAge: (_, age) => age + stretch * HOUR });

/** What others do, from their sources. `isAdaptive`: it asks more often where an edit is likelier. */
export const PEERS: { name: string; isAdaptive: boolean; peer: Peer }[] = [
  { name: 'newsdiffs', isAdaptive: true, peer: newsdiffs },
  { name: 'diffengine', isAdaptive: true, peer: diffengine },
  { name: 'age tiers', isAdaptive: true, peer: ageTiers },
  { name: 'in-feed polling', isAdaptive: false, peer: inFeed },
  { name: 'fixed interval', isAdaptive: false, peer: fixed },
];
