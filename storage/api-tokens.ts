import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { lesserScope, type Scope } from '../src/model/scope.ts';
import type { ApiTokensTable } from './access-tables.ts';
import { digestSecret } from './digest-secret.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';

export type ApiToken = Omit<Selectable<ApiTokensTable>, 'digest'>;

const COLUMNS = ['id', 'name', 'user_name', 'scope', 'created_at', 'expires_at', 'used_at'] as const;
/** When it was used is noted so often at most. */
const NOTE_EVERY_MS = 60_000;

/** A token as it is made: `secret` is known now and never again. */
export type MadeToken = { token: ApiToken; secret: string };

/** Makes a token of 256 random bits; `null` where its owner has one of this name. */
export async function addApiToken(
  db: Db,
  { name, userName, scope, expiresAt }: { name: string; userName: string | null; scope: Scope; expiresAt: Date | null },
  now: Date,
): Promise<MadeToken | null> {
  // The beginning tells people, and programs that look for leaked secrets, what it is.
  const secret = `stet_${randomBytes(32).toString('base64url')}`;
  const digest = digestSecret(secret);
  const token = await db
    .insertInto('api_tokens')
    .values({
      ...{ id: makeId('token', digest.toString('hex')), name, user_name: userName, scope, digest },
      ...{ created_at: now, expires_at: expiresAt, used_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return token === undefined ? null : { token, secret };
}

/** The token that this secret is, with what it may now: no more than its owner. `null`: none, or it has expired. */
export async function loadApiToken(db: Db, secret: string, now: Date): Promise<ApiToken | null> {
  const digest = digestSecret(secret);
  const row = await db
    .selectFrom('api_tokens as t')
    .leftJoin('users as u', 'u.name', 't.user_name')
    .select(COLUMNS.map((column) => `t.${column}` as const))
    .select('u.role')
    .where('t.digest', '=', digest)
    .where('u.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('t.expires_at', 'is', null), eb('t.expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { role, ...token } = row;
  if (token.used_at === null || now.getTime() - token.used_at.getTime() >= NOTE_EVERY_MS) {
    await db.updateTable('api_tokens').set({ used_at: now }).where('id', '=', token.id).execute();
  }
  return { ...token, scope: role === null ? token.scope : lesserScope(token.scope, role) };
}

/** All tokens, or those of one user (`null`: of nobody), by owner and name. */
export async function listApiTokens(db: Db, userName?: string | null): Promise<ApiToken[]> {
  const query = db.selectFrom('api_tokens').select(COLUMNS).orderBy('user_name').orderBy('name');
  if (userName === undefined) return await query.execute();
  return await query.where('user_name', userName === null ? 'is' : '=', userName).execute();
}

/** Removes a token, which ends it at once. `userName`: only if it is of this user. False where there is none. */
export async function removeApiToken(db: Db, id: string, userName?: string | null): Promise<boolean> {
  let query = db.deleteFrom('api_tokens').where('id', '=', id);
  if (userName !== undefined) query = query.where('user_name', userName === null ? 'is' : '=', userName);
  return (await query.executeTakeFirst()).numDeletedRows === 1n;
}
