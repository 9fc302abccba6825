import type { PausedHost } from '../../storage/hosts.ts';
import { discoverItems } from '../discover/discover-items.ts';
import { toEndpointAnswer } from '../discover/read-endpoint.ts';
import { type ArticleCandidate, selectItems } from '../discover/select-items.ts';
import type { Readers } from '../extract/open-readers.ts';
import { type FetchOptions, fetchPage } from '../fetch/fetch-page.ts';
import type { GuardedClient } from '../fetch/open-guarded-client.ts';
import { fetchRobots, isAllowed, type RobotsFile } from '../fetch/robots.ts';
import { hostOf } from '../model/host-of.ts';
import type { FetchOutcome, Reading } from '../model/page.ts';
import type { Endpoint, Rules, Source } from '../model/source.ts';

/** What one endpoint gave when it was tried. */
export type EndpointTrial = { endpoint: Endpoint; reason: string | null; candidates: ArticleCandidate[] };

/** What trying a source came to: its endpoints, and one of the articles that they name. */
export type SourceTrial = {
  endpoints: EndpointTrial[];
  article: { url: string; reading: Reading | null; reason: string | null } | null;
};

type Tools = {
  client: GuardedClient;
  readers: Pick<Readers, 'read'>;
  userAgent: string;
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
    refuseIfPaused(tools.paused, url) ?? (await askPolitely(tools, robots, url, { now: tools.now }));
  const endpoints: EndpointTrial[] = [];
  for (const endpoint of source.discover) endpoints.push(await tryEndpoint(tools, source, endpoint, ask));
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

async function tryEndpoint(tools: Tools, source: Source, endpoint: Endpoint, ask: Ask): Promise<EndpointTrial> {
  const fetched = await ask(new URL(endpoint.url));
  if (fetched.kind !== 'page') {
    const reason = fetched.kind === 'refused' ? fetched.reason : 'It answered 304 to an unconditional request.';
    return { endpoint, reason, candidates: [] };
  }
  const fetchPart = async (url: URL) => {
    const part = await ask(url);
    if (part.kind === 'page') return { kind: 'answer' as const, answer: toEndpointAnswer(part.page) };
    return { kind: 'skipped' as const, reason: part.kind === 'refused' ? part.reason : `${url.href} has not changed.` };
  };
  const { now } = tools;
  const { items, problems } = await discoverItems(toEndpointAnswer(fetched.page), endpoint, fetchPart, {
    now,
    maxSitemaps: 2,
  });
  const candidates = selectItems(items, endpoint, source.articles, now);
  const noMatch = candidates.length === 0 && items.length > 0;
  const reason = noMatch
    ? `None of its ${items.length} links is an article by articles.match and newerThan, e.g. ${items[0]?.url}.`
    : (problems[0] ?? null);
  return { endpoint, reason, candidates };
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
  const robots = known.get(url.origin) ?? (await fetchRobots(client, new URL(url.origin)));
  known.set(url.origin, robots);
  if (isAllowed(robots, url, userAgent)) return await fetchPage(client, url, options);
  const reason =
    robots.status === 'disallow-all'
      ? `The robots.txt of ${url.host} could not be had, and until it can nothing there may be fetched. ${robots.reason ?? ''}`.trim()
      : `The robots.txt of ${url.host} disallows ${url.pathname}.`;
  return { kind: 'refused', outcome: 'disallowed', reason, page: null, retryAfterMs: null };
}
