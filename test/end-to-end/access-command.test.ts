import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineAccess } from '../../src/cli/doctor/examine-access.ts';
import { isPasswordOf } from '../../src/review/access/hash-password.ts';
import { loadApiToken } from '../../storage/api-tokens.ts';
import type { Database } from '../../storage/open-database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { loadUser } from '../../storage/users.ts';
import { createDatabase } from '../helpers/database.ts';
import { type Run, runStet } from '../helpers/run-stet.ts';

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
