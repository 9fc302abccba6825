import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../src/model/clock.ts';

/** A clock for several processes: it shows the moment that stands in a file. */
export function fileClock(path: string): Clock {
  return { now: () => new Date(readFileSync(path, 'utf8')), rate: 1 };
}

/** Sets the clock, whole: a reader never meets half a moment. */
export function setFileClock(path: string, at: Date): void {
  writeFileSync(`${path}.new`, at.toISOString());
  renameSync(`${path}.new`, path);
}
