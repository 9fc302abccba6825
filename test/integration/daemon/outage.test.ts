import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { makeAllDue, waitUntilIdle } from '../../helpers/watch.ts';
import { openWatch, type Watch } from './open-watch.ts';

let watch: Watch;

beforeEach(async () => {
  watch = await openWatch({ isEmbedded: true, newspaper: { latencyMs: 30 } });
});
afterEach(() => watch.close());

/** Ends the embedded server as an operator (`SIGINT`) or the kernel (`SIGKILL`) would, in the middle of everything. */
async function endServer(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  const { pid } = await startEmbedded(watch.setup.environment.varDir);
  process.kill(pid, signal);
}

const requestsAt = (at: Date) => watch.newspaper.accessLog.filter((entry) => Number(entry.clockAt) === Number(at));

describe('a daemon whose embedded database dies', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'by %s revives it and does all that is due, twice over nothing, and says little',
    { timeout: 60_000 },
    async (signal) => {
      const daemon = await watch.start({ roles: ['scheduler', 'worker', 'web'] });
      const health = async () => (await fetch(`${daemon.url}/health`)).status;
      const { database } = watch.setup;
      await waitUntilIdle(database, watch.clock.now());
      expect(await health()).toBe(200);
      const { db } = database;
      const articles = await db.selectFrom('articles').select('id').execute();

      watch.clock.goTo(4);
      const at = watch.clock.now();
      await makeAllDue(database, at);
      await expect.poll(() => requestsAt(at).length, { interval: 5, timeout: 10_000 }).toBeGreaterThan(10);
      const linesBefore = watch.lines.filter((line) => line.level >= 40).length;
      await endServer(signal);
      const seen = new Set<number>();
      const watching = setInterval(
        () =>
          void health().then(
            (status) => seen.add(status),
            () => {},
          ),
        50,
      );
      try {
        await waitUntilIdleAgain(at);
      } finally {
        clearInterval(watching);
      }
      await expect.poll(health).toBe(200);
      expect(seen).toContain(503);

      const captures = await db.selectFrom('captures').select('article_id').where('fetched_at', '=', at).execute();
      expect(captures).toHaveLength(articles.length);
      expect(new Set(captures.map((capture) => capture.article_id)).size).toBe(articles.length);
      const versions = await db.selectFrom('versions').select(['article_id', 'digest']).execute();
      expect(new Set(versions.map((version) => version.article_id + version.digest)).size).toBe(versions.length);
      const lines = watch.lines.filter((line) => line.level >= 40).slice(linesBefore);
      expect(lines.length, lines.map((line) => `${line.msg}: ${line.err?.message}`).join('\n')).toBeLessThan(120);
      expect(await listBadCaptures()).toEqual([]);
    },
  );

  async function waitUntilIdleAgain(at: Date): Promise<void> {
    const isIdle = () => waitUntilIdle(watch.setup.database, at, 20_000).then(() => true);
    await expect.poll(() => isIdle().catch(() => false), { timeout: 40_000, interval: 200 }).toBe(true);
  }

  async function listBadCaptures() {
    const { db } = watch.setup.database;
    return await db.selectFrom('captures').select(['url', 'reason']).where('outcome', '=', 'failed').execute();
  }
});
