import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineAccess } from '../../src/cli/doctor/examine-access.ts';
import { isPasswordOf } from '../../src/review/access/hash-password.ts';
import { listAnnotations } from '../../storage/annotations.ts';
import { loadApiToken } from '../../storage/api-tokens.ts';
import { assignChanges } from '../../storage/assignments.ts';
import type { Database } from '../../storage/open-database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { syncSources } from '../../storage/sources.ts';
import { loadUser } from '../../storage/users.ts';
import { makeRecord } from '../helpers/articles.ts';
import { createDatabase } from '../helpers/database.ts';
import { type Run, runStet } from '../helpers/run-stet.ts';
import { addStory, makeSource, NOW, visitStory } from '../integration/review/open-paper.ts';

const PASSWORD = 'correct horse battery staple';
const WEB = { host: '127.0.0.1', port: 4000, token: null, oidc: null, publicUrl: null };

let url: string;
let drop: () => Promise<void>;
let database: Database;
beforeAll(async () => {
  ({ url, drop } = await createDatabase());
  database = await openDatabase({ databaseUrl: url, varDir: '/nonexistent' });
});
afterAll(async () => {
  await database.close();
  await drop();
});

const stet = (args: string[], input = ''): Promise<Run> => runStet(args, { DATABASE_URL: url }, input);

describe('stet users and stet tokens', () => {
  it('add people by a password from standard input, and tokens that are shown once', { timeout: 60_000 }, async () => {
    expect(await examineAccess(database.db, WEB)).toMatchObject({
      verdict: 'ok',
      found: expect.stringContaining('nobody logs in'),
    });
    expect(await examineAccess(database.db, { ...WEB, host: '0.0.0.0' })).toMatchObject({ verdict: 'wrong' });

    const short = await stet(['users', 'add', 'anna', '--role', 'review'], 'short\n');
    expect([short.code, short.err]).toEqual([2, expect.stringContaining('12 characters')]);
    const added = await stet(['users', 'add', 'Anna', '--role', 'review'], `${PASSWORD}\n`);
    expect([added.code, added.out]).toEqual([0, '']);
    const anna = await loadUser(database.db, 'anna');
    expect(anna?.password).toMatch(/^\$scrypt\$/);
    expect(await isPasswordOf(PASSWORD, anna?.password ?? null)).toBe(true);

    const made = await stet(['tokens', 'add', 'my script', '--scope', 'admin', '--user', 'anna', '--expires', '90d']);
    const token = await loadApiToken(database.db, made.out.trim(), new Date());
    expect(token).toMatchObject({ name: 'my script', user_name: 'anna', scope: 'review' });

    const [users, tokens] = await Promise.all([stet(['users', '--json']), stet(['tokens', 'list', '--json'])]);
    expect(users.lines).toMatchObject([{ name: 'anna', role: 'review', hasPassword: true }]);
    expect(tokens.lines).toMatchObject([
      { name: 'my script', user: 'anna', scope: 'admin', usedAt: expect.any(String) },
    ]);
    expect(`${users.out}${tokens.out}`).not.toMatch(/scrypt|stet_/);

    expect(await examineAccess(database.db, WEB)).toMatchObject({
      verdict: 'note',
      found: expect.stringContaining('1 user'),
    });
    expect((await stet(['users', 'role', 'anna', 'admin'])).code).toBe(0);
    expect(await examineAccess(database.db, WEB)).toMatchObject({ verdict: 'ok' });
    expect(await examineAccess(database.db, { ...WEB, host: '0.0.0.0' })).toMatchObject({
      verdict: 'note',
      advice: expect.stringContaining('TLS'),
    });
    expect((await stet(['users', 'remove', 'anna'])).code).toBe(0);
    expect(await loadApiToken(database.db, made.out.trim(), new Date())).toBeNull();
    expect((await stet(['users', 'remove', 'anna'])).code).toBe(1);
  });
});

describe('stet annotate and stet changes, where there are users', () => {
  it('give a verdict the name of who says so, and list what is assigned to whom', { timeout: 60_000 }, async () => {
    const { db } = database;
    await syncSources(db, [makeSource('gazette', 'The Gazette')], NOW);
    const ids: string[] = [];
    for (const name of ['One', 'Two']) {
      const story = await addStory(db, 'gazette');
      const before = makeRecord(`${name} before`, ['A sentence.']);
      await visitStory(db, story, before, null, NOW);
      const saved = await visitStory(db, story, makeRecord(`${name} after`, ['A sentence.']), before, NOW);
      ids.push(saved?.changeId ?? '');
    }
    const [one = '', two = ''] = ids;
    const nobodyYet = await stet(['annotate', one, 'reviewed', '--by', 'Desk']);
    expect([nobodyYet.code, (await listAnnotations(db, one))[0]?.by]).toEqual([0, 'desk']);

    await stet(['users', 'add', 'berta', '--role', 'review'], `${PASSWORD}\n`);
    expect((await stet(['annotate', one, 'flagged', '--by', 'Berta'])).code).toBe(0);
    expect(await listAnnotations(db, one)).toMatchObject([
      { verdict: 'flagged', by: 'berta' },
      { verdict: 'reviewed', by: 'desk' },
    ]);
    const stranger = await stet(['annotate', one, 'noise', '--by', 'carl']);
    expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining('no user "carl"')]);
    expect((await stet(['annotate', one, 'noise', '--by', 'not a name'])).code).toBe(2);
    expect(await listAnnotations(db, one)).toHaveLength(2);

    await assignChanges(db, [two], { to: 'berta', by: null }, NOW);
    const assigned = async (name: string) =>
      (await stet(['changes', '--assigned', name, '--json'])).lines.map((line) => (line as { id: string }).id);
    expect(await assigned('Berta')).toEqual([two]);
    expect(await assigned('nobody')).toEqual([one]);
    expect((await stet(['changes', '--assigned', 'carl', '--json'])).code).toBe(1);
  });
});
