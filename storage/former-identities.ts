import type { Db } from './open-database.ts';

/** A candidate for an article, with identities under which it may be stored from before its address was understood as today. */
type Renamed = { identity: string; formerIdentities: string[] };

/**
 * The candidates, each under the identity by which the source's article is known already: what is stored keeps its
 * identity, however much better addresses are understood later.
 */
export async function keepFormerIdentities<T extends Renamed>(db: Db, sourceId: string, candidates: T[]): Promise<T[]> {
  const renamed = candidates.filter(({ formerIdentities }) => formerIdentities.length > 0);
  if (renamed.length === 0) return candidates;
  const asked = renamed.flatMap(({ identity, formerIdentities }) => [identity, ...formerIdentities]);
  const rows = await db
    .selectFrom('articles')
    .select('identity')
    .where('source_id', '=', sourceId)
    .where('identity', 'in', asked)
    .execute();
  const known = new Set(rows.map((row) => row.identity));
  return candidates.map((candidate) => {
    if (known.has(candidate.identity)) return candidate;
    const former = candidate.formerIdentities.find((identity) => known.has(identity));
    return former === undefined ? candidate : { ...candidate, identity: former };
  });
}
