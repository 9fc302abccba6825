import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDrift } from '../../storage/drifts.ts';
import { syncSources } from '../../storage/sources.ts';
import { runStet } from '../helpers/run-stet.ts';
import { setUpWatch, type WatchSetup } from '../helpers/watch.ts';
import { makeSource } from '../integration/review/open-paper.ts';

let setup: WatchSetup;
let drift = '';
const run = (...args: string[]) => {
  const { configDir, varDir, databaseUrl } = setup.environment;
  return runStet(args, { STET_CONFIG: configDir, STET_DATA: varDir, DATABASE_URL: databaseUrl ?? '' });
};

beforeAll(async () => {
  setup = await setUpWatch('http://127.0.0.1:9');
  const { db } = setup.database;
  await syncSources(db, [makeSource('gazette', 'The Gazette')], new Date());
  drift = await addDrift(db, 'gazette', ['same:x'], new Date('2026-03-01T09:00:00Z'));
}, 60_000);
afterAll(() => setup.close());

describe('stet drift', () => {
  it('lists what is in quarantine, decides it, and takes a decision back', async () => {
    const [listed] = (await run('drift', '--json')).lines;
    expect(listed).toMatchObject({ id: drift, source: 'gazette', status: 'open', articles: 0, changes: 0 });
    const rejected = await run('drift', 'reject', drift.slice(0, 8));
    expect(rejected).toMatchObject({ code: 0, err: expect.stringContaining('kept as noise') });
    expect((await run('drift', 'accept', drift)).code).toBe(0);
    expect((await run('drift', 'list', '--source', 'gazette', '--json')).lines).toMatchObject([{ status: 'accepted' }]);
    expect((await run('drift')).out).toContain('accepted');
  });

  it('says what is wrong with a name', async () => {
    expect(await run('drift', 'accept', 'zzz')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no drift "zzz"'),
    });
    expect((await run('drift', '--source', 'nobody')).code).toBe(2);
  });
});
