import { discoverItems, type EndpointFetch } from '../src/discover/discover-items.ts';
import { explainNothing } from '../src/discover/explain-nothing.ts';
import { toEndpointAnswer } from '../src/discover/read-endpoint.ts';
import { type ArticleCandidate, isLearned, selectItems } from '../src/discover/select-items.ts';
import { findHub } from '../src/discover/websub/find-hub.ts';
import type { EndpointPace, FeedRhythm } from '../src/model/endpoint-pace.ts';
import type { Outcome } from '../src/model/outcome.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Endpoint, EndpointKind, Source } from '../src/model/source.ts';
import { learnPace } from '../src/revisit/learn-pace.ts';
import { nextEndpointVisitAt } from '../src/revisit/next-endpoint-visit-at.ts';
import { readFreshness } from '../src/revisit/read-freshness.ts';
import { restAfterPushes } from '../src/revisit/rest-after-pushes.ts';
import { type EndpointVisit, type StoredEndpoint, saveEndpointVisit } from '../storage/endpoints.ts';
import { listKnownAddresses } from '../storage/known-addresses.ts';
import { loadActiveSubscription, updateSubscription } from '../storage/subscriptions.ts';
import { askHost } from './ask-host.ts';
import { keepArticles } from './keep-articles.ts';
import type { Stet } from './stet.ts';

/** What a look at one endpoint came to, for whoever watches. */
export type EndpointReport = {
  source: string;
  kind: EndpointKind;
  url: string;
  outcome: Outcome | 'ok';
  reason: string | null;
  /** Articles that it named; `null` where it was not read. */
  items: number | null;
  /** Those of them that were not known. */
  added: number;
  /** A hub pushed it; nothing was asked for. */
  isPush?: true;
};

type Look = { source: Source; endpoint: Endpoint; stored: StoredEndpoint };

/**
 * Visits one endpoint, adds the articles that it names, and keeps what came of it. Safe to run twice. `null` when its
 * host is busy; it stays due. An answer that cannot be read, or lists nothing, takes nothing away from what is known.
 */
export async function visitEndpoint(stet: Stet, look: Look, now: Date): Promise<EndpointReport | null> {
  const { source, endpoint, stored } = look;
  const validators = { etag: stored.etag, lastModified: stored.last_modified };
  const fetched = await askHost(stet, source, new URL(endpoint.url), { ...validators, now, purpose: 'discover' }, now);
  if (fetched.kind === 'busy') return null;
  const found = await readAnswer(stet, look, fetched, now);
  // Articles first: killed in between, the endpoint is read again, and adding them twice adds them once.
  const feedTitleOf = (title: string | null) => (endpoint.kind === 'feed' ? title : null);
  const candidates = found.candidates.map((one) => ({ ...one, feedTitle: feedTitleOf(one.title) }));
  const added = await keepArticles(stet, source, candidates, now);
  const isGood = found.outcome === 'ok' || found.outcome === 'not-modified';
  const failures = isGood ? 0 : stored.failures + 1;
  const retryAfterMs = fetched.kind === 'refused' ? fetched.retryAfterMs : null;
  const pace = isGood ? paceAfter(stored, found, added, now) : stored.pace;
  const freshForMs = fetched.kind === 'page' && isGood ? readFreshness(fetched.page.headers) : null;
  const history = { lastVisitAt: now, failures, retryAfterMs, pace, freshForMs };
  const nextAt = nextEndpointVisitAt(source.schedule, history, now);
  const visit: EndpointVisit = {
    outcome: found.outcome,
    reason: found.reason,
    items: found.items,
    failures,
    ...validatorsAfter(look, fetched, found),
    ...(isGood ? { pace } : {}),
    hub: findOffer(endpoint, fetched, found.outcome),
    nextVisitAt: await restWherePushed(stet, look, { nextAt, added, isGood }, now),
  };
  await saveEndpointVisit(stet.database.db, stored.id, visit, now);
  const { outcome, reason, items } = found;
  return { source: source.id, kind: endpoint.kind, url: endpoint.url, outcome, reason, items, added };
}

/** The hub that a feed offers; `undefined` where it was not read this time. */
function findOffer(endpoint: Endpoint, fetched: FetchOutcome, outcome: EndpointReport['outcome']) {
  if (endpoint.kind !== 'feed' || fetched.kind !== 'page' || outcome !== 'ok') return undefined;
  return findHub(toEndpointAnswer(fetched.page), fetched.page.headers.link);
}

/**
 * When the endpoint is asked again: later than it would be, where its hub has pushed since a poll last found something
 * that it had not pushed. A cron line is obeyed as it stands.
 */
async function restWherePushed(
  { database: { db } }: Stet,
  { source, stored }: Look,
  visit: { nextAt: Date | null; added: number; isGood: boolean },
  now: Date,
): Promise<Date | null> {
  const { nextAt, added, isGood } = visit;
  const subscription = await loadActiveSubscription(db, stored.id, now);
  if (subscription === null || nextAt === null || !isGood || source.schedule.cron !== null) return nextAt;
  const { id, last_push_at: pushedAt, missed_at: missedAt } = subscription;
  const isMissed = added > 0 && (pushedAt === null || stored.last_visit_at === null || pushedAt < stored.last_visit_at);
  if (isMissed) await updateSubscription(db, id, { missed_at: now });
  const isReliable = !isMissed && pushedAt !== null && (missedAt === null || missedAt < pushedAt);
  return isReliable ? restAfterPushes(nextAt, now) : nextAt;
}

type Found = Pick<EndpointReport, 'outcome' | 'reason' | 'items'> & {
  candidates: ArticleCandidate[];
  rhythm: FeedRhythm | null;
};

async function readAnswer(stet: Stet, look: Look, fetched: FetchOutcome, now: Date): Promise<Found> {
  const { source, endpoint, stored } = look;
  const nothing = { items: null, candidates: [], rhythm: null };
  if (fetched.kind === 'refused') return { ...nothing, outcome: fetched.outcome, reason: fetched.reason };
  if (fetched.kind === 'not-modified') {
    // What was said of a list that has not changed still holds.
    return { ...nothing, outcome: 'not-modified', reason: stored.failures === 0 ? stored.last_reason : null };
  }
  const fetchPart = async (url: URL): Promise<EndpointFetch> => {
    // What was begun is read to its end, however long that takes.
    const part = await askHost({ ...stet, longestWaitMs: null }, source, url, { now, purpose: 'discover' }, now);
    if (part.kind === 'page') return { kind: 'answer', answer: toEndpointAnswer(part.page) };
    return {
      kind: 'skipped',
      reason:
        part.kind === 'not-modified'
          ? `${url.href} has not changed.`
          : (part.reason ?? `${url.host} had no turn free for ${url.href}.`),
    };
  };
  const answer = toEndpointAnswer(fetched.page);
  const known = isLearned(endpoint, source.articles) ? await listKnownAddresses(stet.database.db, source.id) : null;
  const { items, problems, rhythm } = await discoverItems(answer, endpoint, fetchPart, { now, known });
  const candidates = selectItems(items, endpoint, source.articles, now);
  // Nothing could be read: a failure. Some of it could: what was found counts.
  const outcome = items.length === 0 && problems.length > 0 ? 'failed' : 'ok';
  const reason = problems.length > 0 ? problems.join(' ') : explainNothing(endpoint, items, candidates);
  return { outcome, reason, items: outcome === 'failed' ? null : candidates.length, candidates, rhythm };
}

function paceAfter(stored: StoredEndpoint, found: Found, added: number, now: Date): EndpointPace {
  const elapsedMs = stored.last_read_at === null ? null : now.getTime() - stored.last_read_at.getTime();
  return learnPace(stored.pace, { elapsedMs, added, listed: found.items, rhythm: found.rhythm });
}

/** An index may be unchanged while the sitemaps in it change: sitemaps are asked for whole. So is what listed nothing. */
function validatorsAfter({ endpoint, stored }: Look, fetched: FetchOutcome, { outcome, items }: Found) {
  const before = { etag: stored.etag, lastModified: stored.last_modified };
  if (endpoint.kind === 'sitemap' || (outcome === 'ok' && items === 0)) return { etag: null, lastModified: null };
  if (fetched.kind !== 'page' || outcome !== 'ok') return before;
  const { headers } = fetched.page;
  return { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
}
