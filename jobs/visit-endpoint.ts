import { discoverItems, type EndpointFetch } from '../src/discover/discover-items.ts';
import { toEndpointAnswer } from '../src/discover/read-endpoint.ts';
import { selectItems } from '../src/discover/select-items.ts';
import type { Outcome } from '../src/model/outcome.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Endpoint, EndpointKind, Source } from '../src/model/source.ts';
import { nextEndpointVisitAt } from '../src/revisit/next-endpoint-visit-at.ts';
import { addArticles } from '../storage/articles.ts';
import { type EndpointVisit, type StoredEndpoint, saveEndpointVisit } from '../storage/endpoints.ts';
import { askHost } from './ask-host.ts';
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
};

type Look = { source: Source; endpoint: Endpoint; stored: StoredEndpoint };

/**
 * Visits one endpoint, adds the articles that it names, and keeps what came of it. Safe to run twice. `null` when its
 * host is busy; it stays due.
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
  const added = await addArticles(stet.database.db, source.id, candidates, now);
  const isGood = found.outcome === 'ok' || found.outcome === 'not-modified';
  const failures = isGood ? 0 : stored.failures + 1;
  const retryAfterMs = fetched.kind === 'refused' ? fetched.retryAfterMs : null;
  const visit: EndpointVisit = {
    outcome: found.outcome,
    reason: found.reason,
    items: found.items,
    failures,
    ...validatorsAfter(look, fetched, found.outcome),
    nextVisitAt: nextEndpointVisitAt(source.schedule, { lastVisitAt: now, failures, retryAfterMs }, now),
  };
  await saveEndpointVisit(stet.database.db, stored.id, visit, now);
  const { outcome, reason, items } = found;
  return { source: source.id, kind: endpoint.kind, url: endpoint.url, outcome, reason, items, added };
}

type Found = Pick<EndpointReport, 'outcome' | 'reason' | 'items'> & {
  candidates: { identity: string; url: string; title: string | null }[];
};

async function readAnswer(stet: Stet, look: Look, fetched: FetchOutcome, now: Date): Promise<Found> {
  if (fetched.kind === 'refused') {
    return { outcome: fetched.outcome, reason: fetched.reason, items: null, candidates: [] };
  }
  if (fetched.kind === 'not-modified') return { outcome: 'not-modified', reason: null, items: null, candidates: [] };
  const { source, endpoint } = look;
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
  const { items, problems } = await discoverItems(toEndpointAnswer(fetched.page), endpoint, fetchPart, { now });
  const candidates = selectItems(items, endpoint, source.articles, now);
  const reason = problems.length === 0 ? null : problems.join(' ');
  // Nothing could be read: a failure. Some of it could: what was found counts.
  const outcome = items.length === 0 && problems.length > 0 ? 'failed' : 'ok';
  return { outcome, reason, items: candidates.length, candidates };
}

/** An index may be unchanged while the sitemaps in it change: sitemaps are asked for whole. */
function validatorsAfter({ endpoint, stored }: Look, fetched: FetchOutcome, outcome: EndpointReport['outcome']) {
  const before = { etag: stored.etag, lastModified: stored.last_modified };
  if (endpoint.kind === 'sitemap') return { etag: null, lastModified: null };
  if (fetched.kind !== 'page' || outcome !== 'ok') return before;
  const { headers } = fetched.page;
  return { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
}
