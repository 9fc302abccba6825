import { randomBytes } from 'node:crypto';
import { digestSecret } from './digest-secret.ts';
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

/** How many browsers a user is logged in with. */
export async function countLogins(db: Db, userName: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('logins')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_name', '=', userName)
    .where('created_at', '>', new Date(now.getTime() - LONGEST_MS))
    .where('seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .executeTakeFirstOrThrow();
  return Number(count);
}
