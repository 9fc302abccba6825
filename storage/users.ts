import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Scope } from '../src/model/scope.ts';
import type { UsersTable } from './access-tables.ts';
import { digestSecret } from './digest-secret.ts';
import type { Db } from './open-database.ts';

export type User = Selectable<UsersTable>;

/** What a person can be called: a word or an e-mail address, in lower case. */
export const USER_NAME = /^(?!me$|nobody$)[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}._@+-]{0,99}$/u;

/**
 * Adds a user, and says whether the name was free. `password` is its hash; `null`: logs in elsewhere only. `subject`:
 * made by the claims of a provider that knows it so.
 */
export async function addUser(
  db: Db,
  {
    name,
    role,
    password,
    subject = null,
  }: { name: string; role: Scope; password: string | null; subject?: string | null },
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('users')
    .values({ name, role, password, subject, by_claim: subject !== null, feed_key: makeFeedKey(), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The user of this name, however it is capitalised. */
export async function loadUser(db: Db, name: string): Promise<User | null> {
  const user = await db.selectFrom('users').selectAll().where('name', '=', name.toLowerCase()).executeTakeFirst();
  return user ?? null;
}

/** The user whose feeds this key opens; compared by digests, so that the time it takes tells nothing of the key. */
export async function loadUserByFeedKey(db: Db, key: string): Promise<User | null> {
  const isSame = sql<boolean>`sha256(convert_to(feed_key, 'UTF8')) = ${digestSecret(key)}`;
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where(isSame)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return user ?? null;
}

/** All users, by name. */
export async function listUsers(db: Db): Promise<User[]> {
  return await db.selectFrom('users').selectAll().orderBy('name').execute();
}

/** Whether there is any user: then everybody has to log in. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('name').limit(1).executeTakeFirst()) !== undefined;
}

/** Removes a user with logins, tokens and assignments; what was said by it stands. False where there is none. */
export async function removeUser(db: Db, name: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('users').where('name', '=', name).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Gives a user another role, which holds from the next request on, whatever a provider says. False where there is none. */
export async function setRole(db: Db, name: string, role: Scope): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ role, by_claim: false })
    .where('name', '=', name)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps a user from coming in, by logins, tokens and feeds, since `at`; `null`: lets it in again. False where there is none. */
export async function disableUser(db: Db, name: string, at: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ disabled_at: at })
    .where('name', '=', name)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives a user another password, by its hash, and ends all logins, and the address of its feeds. False where there is none. */
export async function setPassword(db: Db, name: string, password: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ password })
    .where('name', '=', name)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) await endLogins(db, name);
  return numUpdatedRows === 1n;
}

/** Logs a user out everywhere, readers of feeds too. */
export async function endLogins(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('logins').where('user_name', '=', name).execute();
    await tx.updateTable('users').set({ feed_key: makeFeedKey() }).where('name', '=', name).execute();
  });
}

function makeFeedKey(): string {
  return randomBytes(32).toString('base64url');
}
