import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** What a password is tried for: wrong ones are counted for the name, whether or not there is such a user, and for the address. */
export type Guessed = { name: string; address: string };

/** Within so long there may be so many wrong ones; then none is looked at until that time is over. */
const WINDOW_MS = 15 * 60_000;
const MOST = { name: 10, address: 50 };

/**
 * Takes a guess, and says how long from `now` no password is looked at, right or wrong; 0: this one may be. It is
 * counted before it is looked at, so that of many at once no more are looked at than may be, and holds over all
 * processes, and over restarts; one that turns out to be right is taken back by `forgiveGuesses`. What is over is
 * forgotten.
 */
export async function takeGuess(db: Db, guessed: Guessed, now: Date): Promise<number> {
  const over = new Date(now.getTime() - WINDOW_MS);
  await db.deleteFrom('guesses').where('since', '<=', over).execute();
  const keys = [keyOf('name', guessed), keyOf('address', guessed)].sort(); // in one order, lest two wait for each other
  const { rows } = await sql<{ key: string; since: Date; wrong: number }>`insert into guesses as g (key, since, wrong)
    select key, ${now}, 1 from unnest(${keys}::text[]) as key
    on conflict (key) do update set wrong = g.wrong + 1
    returning key, since, wrong`.execute(db);
  const waits = rows.map(({ key, since, wrong }) => {
    const most = key === keyOf('name', guessed) ? MOST.name : MOST.address;
    return wrong <= most ? 0 : since.getTime() + WINDOW_MS - now.getTime();
  });
  return Math.max(0, ...waits);
}

/** Forgets the wrong guesses at a name, and takes back one of the address: the password was right, or was set anew. */
export async function forgiveGuesses(db: Db, { name, address }: { name: string; address?: string }): Promise<void> {
  await db
    .deleteFrom('guesses')
    .where('key', '=', keyOf('name', { name, address: '' }))
    .execute();
  if (address === undefined) return;
  await db
    .updateTable('guesses')
    .set((eb) => ({ wrong: eb('wrong', '-', 1) }))
    .where('key', '=', keyOf('address', { name, address }))
    .where('wrong', '>', 0)
    .execute();
}

/** A digest: what people type as their name is at times their password. */
function keyOf(kind: 'name' | 'address', { name, address }: Guessed): string {
  const text = kind === 'name' ? name.toLowerCase() : address;
  return `${kind} ${createHash('sha256').update(text).digest('base64url')}`;
}
