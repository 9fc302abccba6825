/** Draws from a seed: the same seed gives the same draws, always. */
export type Draw = {
  /** A whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number;
  /** One of these. Throws when there is none. */
  oneOf: <T>(things: readonly T[]) => T;
  /** True about so often: `share` from 0 to 1. */
  chance: (share: number) => boolean;
};

/** A small generator of 32 bits (mulberry32, by Tommy Ettinger), enough for stories; never for secrets. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
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
