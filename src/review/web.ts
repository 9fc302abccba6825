import type { Db } from '../../storage/open-database.ts';
import type { Clock } from '../model/clock.ts';
import type { Source } from '../model/source.ts';
import type { Assets } from './load-assets.ts';

/** What the review UI needs to answer. */
export type WebOptions = {
  db: Db;
  /** The sources as configured now: a daemon reads them again. */
  sources: () => Source[];
  clock: Clock;
  /** The address it listens on: requests must name it, or a loopback name. */
  host: string;
  /** What visitors must show; `null`: nothing. */
  token: string | null;
  /** Whether the queue answers within so many milliseconds; missing in a process that has none. */
  isQueueUp?: (timeoutMs: number) => Promise<boolean>;
  /** Told of every failure that a visitor sees as an error page. */
  onError?: (error: Error) => void;
};

/** What the routes share. */
export type Web = WebOptions & { assets: Assets };

/** A source's name by its id, for sources of the database that are no longer configured too. */
export function nameSource(web: Web, id: string): string {
  return web.sources().find((source) => source.id === id)?.name ?? id;
}
