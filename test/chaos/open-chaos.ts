import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type EmbeddedServer, startEmbedded, stopEmbedded } from '../../storage/embedded/start-embedded.ts';
import { type DaemonProcess, startDaemonProcess } from '../helpers/daemon-process.ts';
import { setFileClock } from '../helpers/file-clock.ts';
import { type RedisServer, startRedisServer } from '../helpers/redis-server.ts';
import { makeAllDue, setUpWatch, type WatchSetup, waitUntilIdle } from '../helpers/watch.ts';
import { momentOf, type Script } from '../newspaper/script.ts';
import { makeShortScript } from '../newspaper/short-script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';
import { type Disk, openDisk } from './open-disk.ts';

/** The processes of a stet that is spread over several: of two schedulers one works. */
const ROLES = {
  'scheduler-1': 'scheduler',
  'scheduler-2': 'scheduler',
  'worker-1': 'worker,web',
  'worker-2': 'worker',
} as const;
export type Part = keyof typeof ROLES;
export const PARTS = Object.keys(ROLES) as Part[];

/** A whole stet on servers of its own, on the stand-in newspaper, for things to happen to. */
export type Chaos = {
  setup: WatchSetup;
  newspaper: Newspaper;
  script: Script;
  redis: RedisServer;
  /** What the database lies on. */
  disk: Disk;
  parts: Map<Part, DaemonProcess>;
  /** The lines that the processes wrote into their logs, from warnings on. */
  lines: string[];
  /** The moments at which all that was due was visited. */
  visitTimes: Date[];
  /** Starts a part; the one of its name must have ended. */
  start(part: Part): Promise<void>;
  /** Sets the clock, of the newspaper too, to a minute of the script. */
  setClock(minute: number): Date;
  /** Sets the clock, and makes all due. */
  goTo(minute: number): Promise<Date>;
  /** Waits until nothing is due at a moment; what was put off because of our trouble is made due again. */
  settle(at: Date): Promise<void>;
  /** The status of the health of `worker-1`; 0 when it does not answer. */
  health(): Promise<number>;
  endDatabase(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
  startDatabase(): Promise<EmbeddedServer>;
  close(): Promise<void>;
};

const DEADLINE_MS = 120_000;

export async function openChaos(startsAt: Date): Promise<Chaos> {
  const clock = makeStoryClock(startsAt);
  const script = makeShortScript({ startsAt, slowMs: 200, hasEndlessPage: false });
  const newspaper = await startNewspaper({ now: clock.now, script, latencyMs: 10 });
  const redis = await startRedisServer();
  const disk = await openDisk();
  const setup = await setUpWatch(newspaper.origin, {
    isEmbedded: true,
    varDir: join(disk.folder, 'var'),
    redisUrl: redis.url,
  });
  const { varDir } = setup.environment;
  const startDatabase = () => startEmbedded(varDir);
  const { url: databaseUrl } = await startDatabase();
  // Several daemons share a server that is somebody else's.
  const environment = { ...setup.environment, databaseUrl };
  const clockPath = join(setup.environment.configDir, '..', 'clock');
  setFileClock(clockPath, startsAt);
  const parts = new Map<Part, DaemonProcess>();
  const lines: string[] = [];
  const visitTimes: Date[] = [];
  let webUrl = '';

  async function start(part: Part): Promise<void> {
    const onLine = (line: string) => lines.push(`${part}: ${line}`);
    const daemon = startDaemonProcess(environment, clockPath, { roles: ROLES[part], sweepEveryMs: 250, onLine });
    parts.set(part, daemon);
    const said = await daemon.ready;
    if (part === 'worker-1') webUrl = said;
  }

  function setClock(minute: number): Date {
    clock.goTo(minute);
    const at = momentOf(script, minute);
    setFileClock(clockPath, at);
    return at;
  }

  const chaos: Chaos = {
    ...{ setup, newspaper, script, redis, disk, parts, lines, visitTimes, start, startDatabase },
    setClock,
    goTo: async (minute) => {
      const at = setClock(minute);
      visitTimes.push(at);
      await makeAllDue(setup.database, at);
      return at;
    },
    settle: async (at) => {
      await waitUntilIdle(setup.database, at, DEADLINE_MS);
      await makeAllDue(setup.database, at);
      await waitUntilIdle(setup.database, at, DEADLINE_MS);
    },
    health: async () => (await fetch(`${webUrl}/health`).catch(() => null))?.status ?? 0,
    endDatabase: async (signal) => {
      const { pid } = await startDatabase();
      process.kill(pid, signal);
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    },
    close: async () => {
      for (const part of parts.values()) await part.end('SIGKILL');
      await newspaper.stop();
      await redis.kill();
      await disk.free();
      const server = await startDatabase();
      await setup.close();
      await stopEmbedded(server);
      await disk.close();
    },
  };
  await Promise.all(PARTS.map(start));
  return chaos;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a part of a chaos's moments. */
export const pause = (ms: number) => sleep(ms);
