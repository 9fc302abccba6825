import type { Numbers, StretchNumbers } from '../../storage/numbers.ts';
import { startOfNext } from '../model/time-unit.ts';

const NOTHING: Omit<StretchNumbers, 'from'> = {
  ...{ edits: 0, silent: 0, headlineTests: 0, away: 0 },
  ...{ articles: 0, edited: 0, young: 0, firstEditMs: null },
};

/** The figures of each day, week or month from the first to the last, also of those in which nothing was. */
export function fillStretches({ stretches, unit }: Pick<Numbers, 'stretches' | 'unit'>): StretchNumbers[] {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Map(stretches.map((each) => [each.from, each]));
  const filled: StretchNumbers[] = [];
  for (let from = first.from; from <= last.from; from = startOfNext(from, unit)) {
    filled.push(known.get(from) ?? { from, ...NOTHING });
  }
  return filled;
}
