import { Redis } from 'ioredis';
import { expect } from 'vitest';
import type { Draw } from '../newspaper/seeded-random.ts';
import { type Chaos, PARTS, type Part, pause } from './open-chaos.ts';

/** What may befall a stet while it works; when it is over, all servers and processes run again. `longMs`: how long an outage lasts. */
export type Trouble = (chaos: Chaos, draw: Draw, longMs: number) => Promise<void>;

const SOON = { timeout: 30_000, interval: 50 };

async function killAndStart(chaos: Chaos, parts: Part[], signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') {
  const codes = await Promise.all(parts.map((part) => chaos.parts.get(part)?.end(signal)));
  await Promise.all(parts.map(chaos.start));
  return codes;
}

/** The health is red while something is away, and green when it is back. */
async function expectRedWhile(chaos: Chaos, away: () => Promise<void>, back: () => Promise<unknown>): Promise<void> {
  expect(await chaos.health()).toBe(200);
  await away();
  await expect.poll(chaos.health, SOON).toBe(503);
  await back();
  await expect.poll(chaos.health, SOON).toBe(200);
}

/** What is said of a visit that could not be stored, or of a server that could not go on without room. */
const NO_ROOM = /could not (extend|write to) file|terminating connection because of crash|ECONNREFUSED/;

/** A `kill -9` of one of the processes. */
export const killOne: Trouble = async (chaos, draw) => {
  await killAndStart(chaos, [draw.oneOf(PARTS)]);
};

export const TROUBLES: Record<string, Trouble> = {
  'a worker is killed': async (chaos, draw) => {
    await killAndStart(chaos, [draw.oneOf(['worker-1', 'worker-2'] as const)]);
  },
  'the scheduler that leads is killed, and the other takes over': async (chaos, _, longMs) => {
    await chaos.parts.get('scheduler-1')?.end('SIGKILL');
    await pause(longMs / 4);
    await killAndStart(chaos, ['scheduler-2']);
    await chaos.start('scheduler-1');
  },
  'everything is killed at once': async (chaos) => {
    await killAndStart(chaos, PARTS);
  },
  'a worker is told to end in the middle of its work': async (chaos) => {
    expect(await killAndStart(chaos, ['worker-2'], 'SIGTERM')).toEqual([0]);
  },
  "a worker's event loop stands still": async ({ parts }, _, longMs) => {
    parts.get('worker-2')?.send('SIGSTOP');
    await pause(longMs);
    parts.get('worker-2')?.send('SIGCONT');
  },
  'Redis is killed, and comes back empty': async (chaos, _, longMs) => {
    const away = async () => {
      await chaos.redis.kill();
      await pause(longMs);
    };
    await expectRedWhile(chaos, away, chaos.redis.start);
  },
  'Redis hangs': async (chaos, _, longMs) => {
    const away = async () => {
      chaos.redis.freeze();
      await pause(longMs);
    };
    await expectRedWhile(chaos, away, async () => chaos.redis.thaw());
  },
  'Redis is flushed': async ({ redis }) => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  },
  'PostgreSQL is restarted in the middle of transactions': async (chaos) => {
    await expectRedWhile(chaos, () => chaos.endDatabase('SIGINT'), chaos.startDatabase);
  },
  'PostgreSQL is killed': async (chaos) => {
    await expectRedWhile(chaos, () => chaos.endDatabase('SIGKILL'), chaos.startDatabase);
  },
  'the disk of PostgreSQL is full': async (chaos, _, longMs) => {
    const { disk, lines, newspaper } = chaos;
    const told = lines.length;
    process.stdout.write(`The disk is ${disk.kind}.\n`);
    const away = async () => {
      await disk.fill();
      const isRefused = () => lines.slice(told).some((line) => NO_ROOM.test(line));
      await expect.poll(isRefused, { ...SOON, message: `nothing failed on ${disk.kind}` }).toBe(true);
      await pause(longMs);
      const countAsked = async () => {
        const before = newspaper.accessLog.length;
        await pause(longMs / 2);
        return newspaper.accessLog.length - before;
      };
      // Each worker finds out by itself, with the first page that it cannot keep.
      const message = 'what cannot be kept is not asked for';
      await expect.poll(countAsked, { timeout: 10 * longMs, interval: 1, message }).toBe(0);
    };
    await expectRedWhile(chaos, away, async () => {
      await disk.free();
      await chaos.startDatabase(); // one that could not even note what it did has ended
    });
  },
};
