import { seedRandom } from '../../src/model/seed-random.ts';

/** Draws from a seed: the same seed gives the same draws, always. */
export type Draw = {
  /** A whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number;
  /** One of these. Throws when there is none. */
  oneOf: <T>(things: readonly T[]) => T;
  /** True about so often: `share` from 0 to 1. */
  chance: (share: number) => boolean;
};

/** Draws by a small generator of 32 bits, enough for stories. */
export function drawFrom(seed: number): Draw {
  const next = seedRandom(seed);
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    oneOf: (things) => {
      const thing = things[between(0, things.length - 1)];
      if (thing === undefined) throw new Error('There is nothing to draw from: give at least one thing.');
      return thing;
    },
    chance: (share) => next() < share,
  };
}
