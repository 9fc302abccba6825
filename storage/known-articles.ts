import { sql } from 'kysely';
import { hostOf } from '../src/model/host-of.ts';
import type { Candidate } from './articles.ts';
import { makeId } from './ids.ts';
import type { Db } from './open-database.ts';
import { toStorableJson } from './storable-text.ts';

type Listed = Candidate & { id: string };

/**
 * The articles that candidates of a source are, by their identities: the one that was met under the address (of
 * whatever source it is), else the one that has the identity. What turned out to be another article is that one.
 */
export async function findKnown(tx: Db, sourceId: string, candidates: Candidate[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ identity: string; id: string }>`
    select distinct on (c.identity) c.identity, coalesce(a.merged_into, a.id) as id
    from json_to_recordset(${toStorableJson(candidates)}::json) as c (identity text, url text, variant text)
    cross join lateral (
      select a.id, a.merged_into, 1 as rank from article_urls u join articles a on a.id = u.article_id
      where address_key(u.url) in (address_key(c.url), address_key(c.variant))
      union all
      select id, merged_into, 2 from articles where source_id = ${sourceId} and articles.identity = c.identity
    ) a
    order by c.identity, a.rank, a.id`.execute(tx);
  return new Map(rows.map(({ identity, id }) => [identity, id]));
}

/**
 * Ids for the candidates that are not among the `known`, by identity: made of it, unless an article has that id already
 * which had the identity once.
 */
export async function nameNewArticles(
  tx: Db,
  sourceId: string,
  candidates: Candidate[],
  known: Map<string, string>,
): Promise<Map<string, string>> {
  const unknown = candidates.filter(({ identity }) => !known.has(identity));
  if (unknown.length === 0) return new Map(); // as nearly always: most looks at a feed find nothing new
  const ids = new Map(unknown.map(({ identity }) => [identity, makeId('article', sourceId, identity)]));
  const holders = await tx
    .selectFrom('articles')
    .select(['id', 'source_id', 'identity'])
    .where(sql<boolean>`id = any(${[...ids.values()]})`)
    .execute();
  const holderOf = new Map(holders.map((holder) => [holder.id, holder]));
  for (const { identity, url } of unknown) {
    const holder = holderOf.get(ids.get(identity) ?? '');
    if (holder === undefined || (holder.source_id === sourceId && holder.identity === identity)) continue;
    ids.set(identity, makeId('article', sourceId, identity, url));
  }
  return ids;
}

/** An article that is listed at its present address belongs to the source that lists it, under the identity it has there. */
export async function adoptArticles(tx: Db, sourceId: string, listed: Listed[]): Promise<void> {
  await sql`with adopted as (
    update articles as a set source_id = ${sourceId}, identity = t.identity
    from json_to_recordset(${toStorableJson(listed)}::json) as t (id text, identity text, url text)
    where a.id = t.id and address_key(a.url) = address_key(t.url)
      and (a.source_id <> ${sourceId} or a.identity <> t.identity)
      and not exists (select from articles o where o.source_id = ${sourceId} and o.identity = t.identity)
    returning a.id
  ), words as (
    update version_words set source_id = ${sourceId} where article_id in (select id from adopted)
  ) update changes set source_id = ${sourceId} where article_id in (select id from adopted)`.execute(tx);
}

/**
 * The plain address of an AMP or print page is a guess: where no article was ever found there, the address that was
 * named is visited.
 */
export async function tryAsNamed(tx: Db, listed: Listed[], now: Date): Promise<void> {
  for (const { id, url, variant } of listed) {
    if (variant == null) continue;
    await tx
      .updateTable('articles')
      .set({ url: variant, host: hostOf(variant), next_visit_at: now })
      .where('id', '=', id)
      .where('url', '=', url)
      .where('versions', '=', 0)
      .where('last_outcome', 'in', ['gone', 'soft-gone'])
      .execute();
  }
}
