import { createHash } from 'node:crypto';
import pg from 'pg';

/** A statement that came so often is prepared: what is asked once need not be kept. */
const OFTEN = 4;

/** Longer ones are lists of many rows, of a length of their own each time. */
const LONGEST = 8_000;

/** So many texts are counted, and no more: lists of many lengths are many texts, and each connection keeps what it has prepared. */
const MOST_TEXTS = 500;

/** The types of `select *` alter when another process adds a column, which a prepared statement does not survive. */
const ALL_COLUMNS = /(?:\bselect|\breturning|,|\.)\s*\*|\."\*"/i;

const FEATURE_NOT_SUPPORTED = '0A000';

/**
 * A comment in statements whose best plan depends on the values, as that of a search does on how common its words are:
 * they are planned anew each time.
 */
export const PLANNED_ANEW = '/* planned anew */';

/** How often each text was asked for by this process; `null`: it is never prepared. */
const asked = new Map<string, { times: number; name: string } | null>();

/**
 * A connection on which PostgreSQL reads and plans a statement that comes often only once (PREPARE, by the protocol). It
 * must be one server connection as long as it lives, as the advisory locks of a session must be too.
 */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg describes its many manners of asking by overloads
  override query(statement: any, values?: any, callback?: any): any {
    const name = typeof statement === 'string' && Array.isArray(values) ? nameOf(statement, values) : null;
    if (name === null) return super.query(statement, values, callback);
    const prepared = { name, text: statement, values };
    if (typeof callback !== 'function') {
      return (super.query(prepared) as Promise<pg.QueryResult>).catch((error) => this.#forgetPlans(error));
    }
    return super.query(prepared, (error: Error & { code?: string }, result: pg.QueryResult) => {
      if (error) this.#endIfOutdated(error);
      callback(error, result);
    });
  }

  #forgetPlans(error: { code?: string }): never {
    this.#endIfOutdated(error);
    throw error;
  }

  /** A table was altered so that a plan gives other types than it did: a new connection has no plans. */
  #endIfOutdated(error: { code?: string }): void {
    if (error.code === FEATURE_NOT_SUPPORTED) void this.end().catch(() => {});
  }
}

function nameOf(text: string, values: unknown[]): string | null {
  if (values.length === 0 || text.includes(PLANNED_ANEW)) return null;
  const known = asked.get(text);
  if (known === null) return null;
  if (known !== undefined) {
    known.times += 1;
    return known.times >= OFTEN ? known.name : null;
  }
  if (text.length > LONGEST || asked.size >= MOST_TEXTS) return null;
  const isFit = !ALL_COLUMNS.test(text);
  asked.set(
    text,
    isFit ? { times: 1, name: `stet_${createHash('sha256').update(text).digest('hex').slice(0, 24)}` } : null,
  );
  return null;
}
