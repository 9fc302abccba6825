import type { Db } from '../../storage/open-database.ts';
import type { Clock } from '../model/clock.ts';
import type { Source } from '../model/source.ts';
import type { ConfiguredChannel } from './configured-channel.ts';
import type { Painter } from './image/open-painter.ts';
import type { Assets } from './load-assets.ts';

/** What a hub asks at a callback, as it wrote it. */
export type HubQuery = Record<'mode' | 'topic' | 'challenge' | 'leaseSeconds' | 'reason', string | null>;

/** What becomes of what WebSub hubs ask and push; `id` is the last part of a callback's path. */
export type PushReceiver = {
  /** The text to answer with; `null`: stet asked for nothing of the kind. */
  verify(id: string, asked: HubQuery, now: Date): Promise<string | null>;
  find(id: string): Promise<'open' | 'ended' | 'unknown'>;
  receive(
    id: string,
    push: { body: Uint8Array; contentType: string | null; signature: string | null },
    now: Date,
  ): Promise<void>;
};

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
  /** Where hubs are heard; left out: nowhere. */
  pushes?: PushReceiver;
  /** The address under which the internet reaches this server, as configured now; left out: none. */
  publicUrl?: () => string | null;
  /** Whether the queue answers within so many milliseconds; missing in a process that has none. */
  isQueueUp?: (timeoutMs: number) => Promise<boolean>;
  /** The channels as configured now; left out: none. */
  channels?: () => ConfiguredChannel[];
  /** Told of every failure that a visitor sees as an error page. */
  onError?: (error: Error) => void;
};

/** What the routes share. */
export type Web = Omit<WebOptions, 'pushes'> & { assets: Assets; pushes: PushReceiver | null; painter: Painter };

/** A source's name by its id, for sources of the database that are no longer configured too. */
export function nameSource(web: Web, id: string): string {
  return web.sources().find((source) => source.id === id)?.name ?? id;
}

/** Whether the configuration names this channel. */
export function isConfigured(web: Web, name: string): boolean {
  return web.channels?.().some((channel) => channel.name === name) ?? false;
}
