import { randomBytes } from 'node:crypto';
import { digestSecret } from './digest-secret.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import type { User } from './users.ts';

/** A login ends when it was not used for a week, and a month after it began (OWASP Session Management: idle and absolute timeout). */
export const IDLE_MS = 7 * 24 * 60 * 60_000;
export const LONGEST_MS = 30 * 24 * 60 * 60_000;
/** When it was used is noted so often at most. */
const NOTE_EVERY_MS = 5 * 60_000;

/** Logs a user in, and gives what the cookie is to hold: 256 random bits, new with each login. */
export async function startLogin(db: Db, userName: string, now: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db
    .deleteFrom('logins')
    .where('created_at', '<', new Date(now.getTime() - LONGEST_MS))
    .execute();
  await db
    .insertInto('logins')
    .values({ digest: digestSecret(secret), user_name: userName, created_at: now, seen_at: now })
    .execute();
  return secret;
}

/** The user who is logged in by this secret; `null` where the login has ended. */
export async function loadLogin(db: Db, secret: string, now: Date): Promise<User | null> {
  const digest = digestSecret(secret);
  const row = await db
    .selectFrom('logins as l')
    .innerJoin('users as u', 'u.name', 'l.user_name')
    .selectAll('u')
    .select('l.seen_at')
    .where('l.digest', '=', digest)
    .where('u.disabled_at', 'is', null)
    .where('l.created_at', '>', new Date(now.getTime() - LONGEST_MS))
    .where('l.seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { seen_at: seenAt, ...user } = row;
  if (now.getTime() - seenAt.getTime() >= NOTE_EVERY_MS) {
    await db.updateTable('logins').set({ seen_at: now }).where('digest', '=', digest).execute();
  }
  return user;
}

/** Ends one login. */
export async function endLogin(db: Db, secret: string): Promise<void> {
  await db.deleteFrom('logins').where('digest', '=', digestSecret(secret)).execute();
}

/** A browser that a user is logged in with. The id tells nothing of the secret. */
export type LoginSummary = { id: string; createdAt: Date; seenAt: Date; isCurrent: boolean };

/** The browsers that a user is logged in with, last used first; `secret`: what the one that asks has. */
export async function listLogins(
  db: Db,
  userName: string,
  now: Date,
  secret: string | null = null,
): Promise<LoginSummary[]> {
  const current = secret === null ? null : digestSecret(secret);
  const rows = await db
    .selectFrom('logins')
    .selectAll()
    .where('user_name', '=', userName)
    .where('created_at', '>', new Date(now.getTime() - LONGEST_MS))
    .where('seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .orderBy('seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ digest, created_at: createdAt, seen_at: seenAt }) => {
    return { id: idOf(digest), createdAt, seenAt, isCurrent: current?.equals(digest) === true };
  });
}

/** Ends the login of a user that has this id. False where there is none. */
export async function endLoginOf(db: Db, userName: string, id: string): Promise<boolean> {
  const rows = await db.selectFrom('logins').select('digest').where('user_name', '=', userName).execute();
  const found = rows.find(({ digest }) => idOf(digest) === id);
  if (found === undefined) return false;
  const { numDeletedRows } = await db.deleteFrom('logins').where('digest', '=', found.digest).executeTakeFirst();
  return numDeletedRows === 1n;
}

function idOf(digest: Uint8Array): string {
  return makeId('login', Buffer.from(digest).toString('hex'));
}
