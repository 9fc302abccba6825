import type { PausedHost } from '../../storage/hosts.ts';
import { discoverItems } from '../discover/discover-items.ts';
import { explainNothing } from '../discover/explain-nothing.ts';
import { toEndpointAnswer } from '../discover/read-endpoint.ts';
import type { KnownAddresses } from '../discover/section/choose-article-links.ts';
import { type ArticleCandidate, isLearned, selectItems } from '../discover/select-items.ts';
import { findHub } from '../discover/websub/find-hub.ts';
import type { Readers } from '../extract/open-readers.ts';
import { type FetchOptions, fetchPage } from '../fetch/fetch-page.ts';
import type { GuardedClient } from '../fetch/open-guarded-client.ts';
import { explainRefusal, fetchRobots, isAllowed, type RobotsFile } from '../fetch/robots.ts';
import { hostOf } from '../model/host-of.ts';
import type { FetchOutcome, Reading } from '../model/page.ts';
import type { Endpoint, Rules, Source } from '../model/source.ts';

/** What one endpoint gave when it was tried. */
export type EndpointTrial = {
  endpoint: Endpoint;
  reason: string | null;
  candidates: ArticleCandidate[];
  /** The WebSub hub that it names. */
  hub: string | null;
};

/** What trying a source came to: its endpoints, and one of the articles that they name. */
export type SourceTrial = {
  endpoints: EndpointTrial[];
  article: { url: string; reading: Reading | null; reason: string | null } | null;
};

type Tools = {
  client: GuardedClient;
  readers: Pick<Readers, 'read'>;
  userAgent: string;
  /** The headers, proxy and cookies of the source. */
  manner: FetchOptions;
  now: Date;
  /** Hosts that want to be left alone: they are not asked. */
  paused: PausedHost[];
};

/**
 * Tries a source for real, as a visit would, but stores nothing: each endpoint, then the first article found. It asks
 * for what robots.txt allows only, one request after the other.
 */
export async function trySource(tools: Tools, source: Source, rules: Rules): Promise<SourceTrial> {
  const robots = new Map<string, RobotsFile>();
  const ask = async (url: URL) =>
    refuseIfPaused(tools.paused, url) ?? (await askPolitely(tools, robots, url, { ...tools.manner, now: tools.now }));
  const endpoints: EndpointTrial[] = [];
  for (const endpoint of source.discover) {
    const articles = endpoints.flatMap((trial) => trial.candidates.map(({ url }) => url));
    endpoints.push(await tryEndpoint(tools, source, endpoint, { ask, known: { articles, others: [] } }));
  }
  const [first] = endpoints.flatMap((trial) => trial.candidates);
  if (first === undefined) return { endpoints, article: null };
  const fetched = await ask(new URL(first.url));
  if (fetched.kind !== 'page') {
    const reason = fetched.kind === 'refused' ? fetched.reason : 'It answered 304 to an unconditional request.';
    return { endpoints, article: { url: first.url, reading: null, reason } };
  }
  const { url, finalUrl, bytes, headers } = fetched.page;
  const page = { url, finalUrl, bytes, contentType: headers['content-type'] ?? null };
  return { endpoints, article: { url: first.url, reading: await tools.readers.read(page, rules), reason: null } };
}

type Ask = (url: URL) => Promise<FetchOutcome>;

async function tryEndpoint(
  tools: Tools,
  source: Source,
  endpoint: Endpoint,
  { ask, known }: { ask: Ask; known: KnownAddresses },
): Promise<EndpointTrial> {
  const fetched = await ask(new URL(endpoint.url));
  if (fetched.kind !== 'page') {
    const reason = fetched.kind === 'refused' ? fetched.reason : 'It answered 304 to an unconditional request.';
    return { endpoint, reason, candidates: [], hub: null };
  }
  const fetchPart = async (url: URL) => {
    const part = await ask(url);
    if (part.kind === 'page') return { kind: 'answer' as const, answer: toEndpointAnswer(part.page) };
    return { kind: 'skipped' as const, reason: part.kind === 'refused' ? part.reason : `${url.href} has not changed.` };
  };
  const { now } = tools;
  const { items, problems } = await discoverItems(toEndpointAnswer(fetched.page), endpoint, fetchPart, {
    now,
    known: isLearned(endpoint, source.articles) ? known : null,
    maxSitemaps: 2,
  });
  const candidates = selectItems(items, endpoint, source.articles, now);
  const answer = toEndpointAnswer(fetched.page);
  const hub = endpoint.kind === 'feed' ? findHub(answer, fetched.page.headers.link) : null;
  return {
    endpoint,
    reason: problems[0] ?? explainNothing(endpoint, items, candidates),
    candidates,
    hub: hub?.hub ?? null,
  };
}

function refuseIfPaused(paused: PausedHost[], url: URL): FetchOutcome | null {
  const pause = paused.find(({ host }) => host === hostOf(url));
  if (pause === undefined) return null;
  const reason = `${pause.host} is left alone until ${pause.until.toISOString()}, so it was not asked. ${pause.reason}`;
  return { kind: 'refused', outcome: 'throttled', reason, page: null, retryAfterMs: null };
}

/** Fetches what robots.txt allows; each host's is asked for once. */
export async function askPolitely(
  { client, userAgent }: Pick<Tools, 'client' | 'userAgent'>,
  known: Map<string, RobotsFile>,
  url: URL,
  options: FetchOptions,
): Promise<FetchOutcome> {
  const robots =
    known.get(url.origin) ?? (await fetchRobots(client, new URL(url.origin), { proxy: options.proxy ?? null }));
  known.set(url.origin, robots);
  if (isAllowed(robots, url, userAgent)) return await fetchPage(client, url, options);
  const reason = explainRefusal(robots, url);
  return { kind: 'refused', outcome: 'disallowed', reason, page: null, retryAfterMs: null };
}
