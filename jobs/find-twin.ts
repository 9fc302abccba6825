import { isSameStory } from '../src/compare/is-same-story.ts';
import type { Landing, Twin } from '../src/compare/judge-visit.ts';
import { identifyArticle } from '../src/discover/identify-article.ts';
import { judgeCanonical } from '../src/discover/judge-canonical.ts';
import { isAmpPage } from '../src/discover/plain-address.ts';
import type { Article } from '../src/model/article.ts';
import type { FetchedPage, FetchOutcome, Reading } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import {
  type ArticleAt,
  countClaims,
  findArticleByIdentity,
  findArticlesAt,
  separateClaimants,
} from '../storage/aliases.ts';
import { listArticleUrls, type StoredArticle } from '../storage/articles.ts';
import { latestVersion } from '../storage/versions.ts';
import type { Stet } from './stet.ts';

/**
 * What a page says of where its article is: `landing` in the light of that; another stored article that it is (`twin`);
 * the plain address of which it is an AMP variant; and the address that it gave for its own, believed or not.
 */
export type Sighting = { landing: Landing; twin: Twin | null; plain: string | null; claimedUrl: string | null };

/** So many articles may give one address for their own: its AMP, print and section variants. More are a template's mistake. */
const MOST_CLAIMS = 5;

type Visited = {
  article: StoredArticle;
  fetched: FetchOutcome;
  reading: Reading | null;
  landing: Landing;
  before: Article | null;
};

/**
 * Looks whether the article that was visited is another one that is stored: its redirect or its canonical link leads
 * there, and its text is the same. One that a person set apart is no other's.
 */
export async function findTwin(stet: Stet, source: Source, visited: Visited, now: Date): Promise<Sighting> {
  const { article, fetched, reading, landing } = visited;
  const nothing: Sighting = { landing, twin: null, plain: null, claimedUrl: null };
  if (fetched.kind !== 'page' || reading?.kind !== 'article' || article.standalone) return nothing;
  const { page } = fetched;
  if (landing === 'article' || landing === 'settled') {
    return await followRedirect(stet, source, { ...visited, record: reading.article, page }, now);
  }
  if (landing !== 'same' && landing !== 'moved') return nothing;
  return await followCanonical(stet, source, { ...visited, record: reading.article, page }, now);
}

type Read = Visited & { record: Article; page: FetchedPage };

async function followRedirect(stet: Stet, source: Source, visited: Read, now: Date): Promise<Sighting> {
  const { article, page, landing, before, record } = visited;
  const found = identifyArticle(new URL(page.finalUrl), source.articles);
  const nothing = { landing, twin: null, plain: null, claimedUrl: null };
  if (found === null) return nothing;
  const claimedUrl = found.url.href;
  const other = await findOther(stet, source, article, { url: claimedUrl, identity: found.identity });
  if (other === null) {
    // Under another identity, and the same story: the address was all that it could be told by.
    const isMoved = landing === 'article' && before !== null && isSameStory(before, record);
    return { ...nothing, landing: isMoved ? 'moved' : landing };
  }
  const isBelieved = await isPlausible(stet, article, claimedUrl, now);
  // What was read is the other article's page by now: it is its own last version that must tell the same. What was
  // never read can only go by the redirect itself.
  const isTwin = article.versions === 0 || (before !== null && isSameStory(before, record));
  if (isBelieved && isTwin) return { ...nothing, twin: { id: other.id, url: other.url, by: 'redirect' }, claimedUrl };
  return { ...nothing, landing: 'article', claimedUrl };
}

async function followCanonical(stet: Stet, source: Source, visited: Read, now: Date): Promise<Sighting> {
  const { article, page, landing, record } = visited;
  const nothing = { landing, twin: null, plain: null };
  const canonical = judgeCanonical(record.canonicalUrl, new URL(page.finalUrl), source);
  if (canonical.kind !== 'believed') return { ...nothing, claimedUrl: null };
  const claimedUrl = canonical.url.href;
  const claim = { url: claimedUrl, identity: canonical.identity };
  const other = await findOther(stet, source, article, claim);
  if (!(await isPlausible(stet, article, claimedUrl, now))) return { ...nothing, claimedUrl };
  if (other !== null) {
    const isTwin = await tellsTheSame(stet, record, other);
    return { ...nothing, twin: isTwin ? { id: other.id, url: other.url, by: 'canonical' } : null, claimedUrl };
  }
  const isFirstAmp = article.versions === 0 && isAmpPage(page.bytes);
  // An address that it was met under already, and led nowhere, is not tried for ever.
  const isNew = isFirstAmp && !(await listArticleUrls(stet.database.db, article.id)).includes(claimedUrl);
  return { ...nothing, plain: isNew ? claimedUrl : null, claimedUrl };
}

/** Another article that is known under the address, of whatever source, or by its identity in this one. */
async function findOther(
  { database: { db } }: Stet,
  source: Source,
  article: StoredArticle,
  { url, identity }: { url: string; identity: string },
): Promise<ArticleAt | null> {
  const other = (await findArticlesAt(db, [url])).get(url) ?? (await findArticleByIdentity(db, source.id, identity));
  return other === null || other.id === article.id ? null : other;
}

/** An address that too many give for their own is nobody's: those that were merged for it are set apart again. */
async function isPlausible(stet: Stet, article: StoredArticle, url: string, now: Date): Promise<boolean> {
  const { db } = stet.database;
  if ((await countClaims(db, url, article.id)) < MOST_CLAIMS) return true;
  const separated = await separateClaimants(db, url, now);
  if (separated > 0) {
    stet.log.warn({ source: article.source_id, url, articles: separated }, 'too many articles claim to be one');
  }
  return false;
}

/** One that was never read cannot be compared with: the next visit may. */
async function tellsTheSame({ database: { db } }: Stet, record: Article, other: ArticleAt): Promise<boolean> {
  const latest = other.versions === 0 ? null : await latestVersion(db, other.id);
  return latest !== null && isSameStory(record, latest.record);
}
