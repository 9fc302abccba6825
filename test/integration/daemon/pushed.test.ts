import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { freePort } from '../../helpers/servers.ts';
import { startHub, type TestHub } from '../../helpers/start-hub.ts';
import { waitUntilIdle } from '../../helpers/watch.ts';
import { STARTS_AT } from '../jobs/open-workshop.ts';
import { openWatch, type Watch } from './open-watch.ts';

const SOON = { timeout: 15_000, interval: 50 };

let watch: Watch;
let hub: TestHub;

beforeEach(async () => {
  hub = await startHub({ leaseSeconds: 86_400 });
  watch = await openWatch({ newspaper: { hub: hub.url }, timing: { every: '10m', floor: '30m', ceiling: '1h' } });
});
afterEach(async () => {
  await watch.close();
  await hub.stop();
});

it('a daemon subscribes by itself, and visits at once what is pushed', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}/`;
  const settings = { network: { allowPrivate: ['127.0.0.0/8'], timeout: '1500ms' }, web: { port, publicUrl } };
  for (const other of ['capital-times', 'elbtaler-bote', 'plain-wire']) {
    await rm(join(watch.setup.environment.configDir, 'sources', `${other}.yaml`));
  }
  await writeFile(join(watch.setup.environment.configDir, 'stet.yaml'), stringify(settings));
  await watch.start({ roles: ['scheduler', 'worker', 'web'] });
  await waitUntilIdle(watch.setup.database, STARTS_AT);
  const { db } = watch.setup.database;
  const states = async () => (await db.selectFrom('subscriptions').select('state').execute()).map(({ state }) => state);
  await expect.poll(states, SOON).toEqual(['active']);

  const [asked] = hub.asked;
  const feedUrl = `${watch.newspaper.origin}/ledger/feed/atom/`;
  expect(asked).toMatchObject({ mode: 'subscribe', topic: feedUrl });
  const article = await db
    .selectFrom('articles')
    .select(['id', 'url'])
    .where('source_id', '=', 'harbour-ledger')
    .orderBy('url')
    .executeTakeFirstOrThrow();
  watch.clock.goTo(3);
  const visits = () =>
    watch.newspaper.accessLog.filter(({ url }) => watch.newspaper.origin + url === article.url).length;
  const before = visits();
  const entry = `<entry><id>x</id><title>x</title><link href="${article.url}"/><updated>${watch.clock.now().toISOString()}</updated></entry>`;
  const body = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title>${entry}</feed>`;
  expect(await hub.push(asked?.callback ?? '', body, { secret: asked?.secret ?? '' })).toBe(202);
  await expect.poll(visits, SOON).toBe(before + 1);
  expect(watch.lines.filter((line) => line.level >= 50)).toEqual([]);
});
