import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTRACTOR_VERSION } from '../../src/extract/extractor-version.ts';
import { CHILD_ENV } from '../helpers/child-env.ts';
import { setUpWatch, type WatchSetup } from '../helpers/watch.ts';
import { makeShortScript } from '../newspaper/short-script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const STARTS_AT = new Date('2026-03-03T09:00:00Z');

let newspaper: Newspaper;
beforeAll(async () => {
  const { now } = makeStoryClock(STARTS_AT);
  newspaper = await startNewspaper({ now, script: makeShortScript({ startsAt: STARTS_AT, hasEndlessPage: false }) });
});
afterAll(() => newspaper.stop());

/** A checkout of its own, which may be updated. */
async function copyCheckout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-update-'));
  for (const name of ['src', 'jobs', 'storage', 'config', 'package.json', 'test/newspaper']) {
    await cp(join(CHECKOUT, name), join(folder, name), { recursive: true });
  }
  await symlink(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function startIn(checkout: string, { environment }: WatchSetup): ChildProcess {
  const { configDir, varDir, databaseUrl } = environment;
  return spawn(process.execPath, [join(checkout, 'src', 'cli', 'stet.js'), 'start', '--role', 'scheduler,worker'], {
    env: {
      ...{ ...CHILD_ENV, LOG_LEVEL: 'warn', STET_CONFIG: configDir, STET_DATA: varDir },
      DATABASE_URL: databaseUrl ?? '',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A later extractor, as `git pull` brings it. */
async function raiseVersion(checkout: string): Promise<void> {
  const path = join(checkout, 'src', 'extract', 'extractor-version.ts');
  const code = await readFile(path, 'utf8');
  await writeFile(path, code.replace(`EXTRACTOR_VERSION = ${EXTRACTOR_VERSION}`, 'EXTRACTOR_VERSION = 1000'));
}

const removeFile = (checkout: string) => rm(join(checkout, 'src', 'extract', 'fold-text.ts'));

describe('an update under a running daemon', () => {
  it.each([
    ['brings another extractor', raiseVersion, `it is extractor ${EXTRACTOR_VERSION}, its files are extractor 1000`],
    ['takes away what a thread has still to load', removeFile, 'its files do not go together any more'],
  ])('that %s ends it, told once, and loses nothing', { timeout: 60_000 }, async (_, update, how) => {
    const [setup, checkout] = [await setUpWatch(newspaper.origin), await copyCheckout()];
    const { db } = setup.database;
    const daemon = startIn(checkout, setup);
    const exited = once(daemon, 'exit');

    const said = text(daemon.stderr as NodeJS.ReadableStream);
    try {
      while ((await db.selectFrom('endpoints').select('id').execute()).length === 0) await sleep(20);
      await update(checkout);
      const [code] = await exited;
      expect(code, 'so that a supervisor starts it again').toBe(1);
      const lines = (await said).split('\n').filter((line) => line.includes('updated') || line.includes('"level"'));
      expect(lines).toEqual([expect.stringContaining(`stet was updated while it ran (${how}`)]);
      expect(lines[0]).toContain('Start it again; what is due stays due.');

      const unread = db.selectFrom('articles').select(['id', 'failures', 'last_visit_at']).where('versions', '=', 0);
      const left = (await unread.where('next_visit_at', '<=', new Date()).execute()).filter(
        (one) => !one.last_visit_at,
      );
      expect(left.length, 'some were not read by then').toBeGreaterThan(0);
      expect(left.every(({ failures }) => failures === 0)).toBe(true);
      const captures = await db.selectFrom('captures').select('reason').where('outcome', '=', 'failed').execute();
      expect(captures.filter(({ reason }) => reason.includes('could not be read'))).toEqual([]);
      const others = db.selectFrom('versions').select('extractor').where('extractor', '<>', EXTRACTOR_VERSION);
      expect(await others.execute()).toEqual([]);
    } finally {
      daemon.kill('SIGKILL');
      await setup.close();
      await rm(checkout, { recursive: true, force: true });
    }
  });
});
