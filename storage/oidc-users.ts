import type { Scope } from '../src/model/scope.ts';
import type { Db } from './open-database.ts';
import { addUser, loadUser, USER_NAME, type User } from './users.ts';

/** Who came back from a provider; `role`: what its claims give now, `null`: nothing. */
export type Returned = { subject: string; name: string; isVerified: boolean; role: Scope | null };

/**
 * The user who came back from a provider, told by what the provider knows them by, which never alters. The first time
 * that is a new one, by a claim; or the one that an admin added for it, without a password, if the name is verified.
 * What a claim gave, a claim takes; what an admin gave stands. `taken`: a user of that name logs in otherwise.
 */
export async function keepOidcUser(db: Db, returned: Returned, now: Date): Promise<User | 'taken' | 'no-role'> {
  const { subject, name, isVerified, role } = returned;
  const known = await db.selectFrom('users').selectAll().where('subject', '=', subject).executeTakeFirst();
  if (known !== undefined) return await followClaim(db, known, role);
  const named = await loadUser(db, name);
  if (named === null) return role === null ? 'no-role' : await addByClaim(db, { subject, name, role }, now);
  if (!isVerified || named.password !== null || named.subject !== null) return 'taken';
  const taken = await db
    .updateTable('users')
    .set({ subject })
    .where('name', '=', named.name)
    .where('subject', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return taken ?? 'taken';
}

async function addByClaim(
  db: Db,
  { subject, name, role }: { subject: string; name: string; role: Scope },
  now: Date,
): Promise<User | 'taken'> {
  const isFit = USER_NAME.test(name);
  if (!isFit || !(await addUser(db, { name, role, password: null, subject }, now))) return 'taken';
  return (await loadUser(db, name)) ?? 'taken';
}

async function followClaim(db: Db, user: User, role: Scope | null): Promise<User | 'no-role'> {
  if (!user.by_claim || role === user.role) return user;
  if (role === null) return 'no-role';
  await db.updateTable('users').set({ role }).where('name', '=', user.name).execute();
  return { ...user, role };
}
