import { identifyArticle } from '../src/discover/identify-article.ts';
import type { Source } from '../src/model/source.ts';
import {
  type Identity,
  keepIdentityPattern,
  listIdentityPatterns,
  lockIdentities,
  renameIdentities,
} from '../storage/identities.ts';
import type { Db } from '../storage/open-database.ts';
import { syncSources } from '../storage/sources.ts';

/**
 * Brings the sources of the configuration into the database. Where a source tells its articles apart by another
 * `articles.identity` than before, those that are stored get the identities that they would be found by now: an
 * article would be taken for a new one else, or for another that had its identity before.
 */
export async function applySources(db: Db, sources: Source[], now: Date): Promise<void> {
  await syncSources(db, sources, now);
  const patterns = await listIdentityPatterns(db);
  for (const source of sources) {
    const pattern = String(source.articles.identity ?? '');
    const before = patterns.get(source.id) ?? null;
    if (before === pattern) continue;
    await db.transaction().execute(async (tx) => {
      if (before !== null) await renameIdentities(tx, listRenamed(source, await lockIdentities(tx, source.id)));
      await keepIdentityPattern(tx, source.id, pattern);
    });
  }
}

/** Of several articles that are one by the new setting, the first has the identity, the others that of their address. */
function listRenamed({ articles }: Source, stored: Identity[]): Pick<Identity, 'id' | 'identity'>[] {
  const taken = new Set<string>();
  return stored.flatMap(({ id, url, identity: before }) => {
    const byAddress = identifyArticle(new URL(url), { match: null, identity: null })?.identity ?? url;
    const found = identifyArticle(new URL(url), articles)?.identity ?? byAddress;
    const identity = [found, byAddress].find((each) => !taken.has(each)) ?? `${byAddress} ${id}`;
    taken.add(identity);
    return identity === before ? [] : [{ id, identity }];
  });
}
