import { Writable } from 'node:stream';
import { Redis } from 'ioredis';
import pino, { type Logger } from 'pino';
import { inject } from 'vitest';
import { loadConfig } from '../../../config/load-config.ts';
import { type OpenStet, openStet } from '../../../jobs/open-stet.ts';
import { openQueueBackend, type QueueBackend } from '../../../jobs/queue-backend.ts';
import { closeQueues, openQueues, type Queues } from '../../../jobs/wake-workers.ts';
import type { Source } from '../../../src/model/source.ts';
import { addArticles } from '../../../storage/articles.ts';
import { syncSources } from '../../../storage/sources.ts';
import { setUpWatch, type WatchSetup } from '../../helpers/watch.ts';
import { makeShortScript } from '../../newspaper/short-script.ts';
import { type Newspaper, type NewspaperOptions, startNewspaper } from '../../newspaper/start-newspaper.ts';
import { makeStoryClock, type StoryClock } from '../../newspaper/story-clock.ts';

export const STARTS_AT = new Date('2026-03-03T09:00:00Z');

const redisUrl = inject('redisUrl');

/** The backends that a test is run on: PostgreSQL, and a database of a Redis where there is one. */
export function listBackends(redisDatabase: number) {
  return [
    { queue: 'PostgreSQL', url: null, isThere: true },
    {
      queue: 'Redis',
      url: redisUrl === null ? null : `${redisUrl}/${redisDatabase}`,
      isThere: redisUrl !== null,
    },
  ];
}

/** Empties a Redis database, as an operator would in the wrong window. */
export async function flush(url: string | null): Promise<void> {
  if (url === null) return;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}

/** A log whose lines can be counted. */
export function openMemoryLog(): { log: Logger; lines: { level: number; msg: string; err?: { message: string } }[] } {
  const lines: { level: number; msg: string; err?: { message: string } }[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { log: pino({ level: 'debug' }, stream), lines };
}

/** All that a job works with, on the stand-in newspaper, with the queues at hand; nothing of it runs by itself. */
export type Workshop = {
  newspaper: Newspaper;
  clock: StoryClock;
  setup: WatchSetup;
  stet: OpenStet;
  backend: QueueBackend;
  queues: Queues;
  lines: ReturnType<typeof openMemoryLog>['lines'];
  close(): Promise<void>;
};

export async function openWorkshop(
  options: { newspaper?: Partial<NewspaperOptions> } & Parameters<typeof setUpWatch>[1] = {},
): Promise<Workshop> {
  const clock = makeStoryClock(STARTS_AT);
  const { newspaper: answers, ...watching } = options;
  const script = makeShortScript({ startsAt: STARTS_AT, hasEndlessPage: false });
  const newspaper = await startNewspaper({ now: clock.now, script, ...answers });
  const setup = await setUpWatch(newspaper.origin, watching);
  const { environment } = setup;
  const loaded = loadConfig(environment.configDir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { log, lines } = openMemoryLog();
  const stet = await openStet(environment, loaded.config, { now: clock.now, rate: 1 }, log);
  await syncSources(stet.database.db, loaded.config.sources, clock.now());
  const backend = await openQueueBackend(environment.redisUrl, stet.database, (error) => log.warn({ err: error }, 'q'));
  const queues = openQueues(backend);
  return {
    ...{ newspaper, clock, setup, stet, backend, queues, lines },
    close: async () => {
      await closeQueues(queues);
      await backend.close();
      await stet.close();
      await newspaper.stop();
      await setup.close();
    },
  };
}

/** Gives a workshop other sources, as an edit of the configuration would. */
export function setSources({ stet }: Workshop, edit: (sources: Source[]) => Source[]): Source[] {
  const config = stet.config();
  const sources = edit(config.sources);
  stet.setConfig({ ...config, sources });
  return sources;
}

/** These stories of Plain Wire as articles that are due, and nothing else. */
export async function addDueArticles({ stet, newspaper }: Workshop, stories: number[]): Promise<void> {
  const { db } = stet.database;
  const { sources } = stet.config();
  await syncSources(
    db,
    sources.map((source) => ({ ...source, discover: [] })),
    STARTS_AT,
  );
  const candidates = newspaper
    .stories()
    .filter(({ story }) => stories.includes(story.id))
    .map(({ story, path }) => ({ identity: String(story.id), url: newspaper.origin + path, title: null }));
  await addArticles(db, 'plain-wire', candidates, STARTS_AT);
}
