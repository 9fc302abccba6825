import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineRunning } from '../../../src/cli/doctor/examine-running.ts';
import { buildApp } from '../../../src/review/build-app.ts';
import { addApiToken } from '../../../storage/api-tokens.ts';
import { addUser } from '../../../storage/users.ts';
import { openWorkshop, STARTS_AT, type Workshop } from './open-workshop.ts';

type Finding = { part: string; verdict: string; found: string; advice: string | null };

let shop: Workshop;
const tokens = new Map<string, string>();

beforeAll(async () => {
  shop = await openWorkshop();
  const { db } = shop.stet.database;
  await addUser(db, { name: 'root', role: 'admin', password: null }, STARTS_AT);
  for (const scope of ['review', 'admin'] as const) {
    const made = await addApiToken(db, { name: scope, userName: null, scope, expiresAt: null }, STARTS_AT);
    tokens.set(scope, made?.secret ?? '');
  }
});
afterAll(() => shop.close());

function ask(scope: string, hasDoctor = true) {
  const { stet, setup } = shop;
  const parts = { db: stet.database.db, sources: () => stet.config().sources, clock: stet.clock };
  const examine = examineRunning(
    { ...setup.environment, redisUrl: 'redis://stet:quite-secret@127.0.0.1:1' },
    stet.database,
  );
  const app = buildApp({ ...parts, host: '127.0.0.1', token: null, ...(hasDoctor ? { examine } : {}) });
  return app.request('/api/v1/doctor', { headers: { authorization: `Bearer ${tokens.get(scope)}` } });
}

describe('what stet finds on its machine, by the API', () => {
  it('is what the doctor says, with what is wrong, and without secrets', async () => {
    const answer = await ask('admin');
    expect(answer.status).toBe(200);
    const { items } = (await answer.json()) as { items: Finding[] };
    const parts = ['versions', 'configuration', 'contact', 'port', 'disk', 'database', 'queue', 'clock', 'access'];
    expect(items.map(({ part }) => part)).toEqual([...parts, 'browser']);
    expect(items.find(({ part }) => part === 'database')?.verdict).toBe('ok');
    expect(items.find(({ part }) => part === 'queue')).toMatchObject({ verdict: 'wrong', advice: expect.any(String) });
    const password = new URL(shop.stet.database.url).password;
    const told = JSON.stringify(items);
    expect(told).not.toContain('quite-secret');
    if (password !== '') expect(told).not.toContain(`:${password}@`);
    await shop.stet.database.db.selectFrom('users').select('name').execute(); // its database is still open
  });

  it('is for admins, and not to be had in a process that does not look', async () => {
    expect((await ask('review')).status).toBe(403);
    expect((await ask('admin', false)).status).toBe(409);
  });
});
