import type { SourceDraft } from '../../config/source-file.ts';
import { findEndpoints } from '../discover/find-endpoints.ts';
import { guessPattern } from '../discover/guess-pattern.ts';
import { readEndpoint, toEndpointAnswer } from '../discover/read-endpoint.ts';
import type { GuardedClient } from '../fetch/open-guarded-client.ts';
import { fetchRobots, type RobotsFile } from '../fetch/robots.ts';
import type { EndpointKind } from '../model/source.ts';
import { StetError } from '../model/stet-error.ts';
import { askPolitely } from './try-source.ts';

/** So many feeds that a page announces are looked at; papers announce one a section. */
const MOST_FEEDS = 3;

type Tools = { client: GuardedClient; userAgent: string };
type Found = { kind: EndpointKind; url: string; itemUrls: string[] };

/**
 * What can be found out about a site from its front page: name, language, feeds, sitemaps, and the pattern of its
 * article addresses. What the page does not announce is looked for in the usual places.
 * @throws StetError when the page cannot be had, or nothing to discover articles from is found.
 */
export async function draftSource(tools: Tools, homepage: URL): Promise<SourceDraft> {
  const known = new Map<string, RobotsFile>();
  const fetched = await askPolitely(tools, known, homepage, {});
  if (fetched.kind !== 'page') throw new StetError(fetched.kind === 'refused' ? fetched.reason : 'It answered 304.');
  const { finalUrl, bytes } = fetched.page;
  const url = new URL(finalUrl);
  const robots = known.get(url.origin) ?? (await fetchRobots(tools.client, new URL(url.origin)));
  const found = findEndpoints(new TextDecoder().decode(bytes), url, robots.text);
  const look = (kind: EndpointKind, urls: string[], most: number) => findReadable(tools, known, kind, urls, most);
  const announced = await look(
    'feed',
    found.feeds.map((feed) => feed.url),
    MOST_FEEDS,
  );
  const feeds = announced.length > 0 ? announced : await look('feed', found.candidates.feeds, 1);
  const listed = await look('sitemap', found.sitemaps, 1);
  const sitemaps = listed.length > 0 || feeds.length > 0 ? listed : await look('sitemap', found.candidates.sitemaps, 1);
  const discover = [...feeds, ...sitemaps];
  if (discover.length === 0) {
    throw new StetError(
      `No feed or sitemap was found for ${url.href}: look for one on the site, and write config/sources/ID.yaml by hand (docs/adding-a-source.md tells how).`,
    );
  }
  return {
    name: found.title ?? url.hostname,
    homepage: url.href,
    language: found.language,
    timezone: null,
    discover: discover.map(({ kind, url: address }) => ({ kind, url: address })),
    ...guessPattern(discover.flatMap((endpoint) => endpoint.itemUrls)),
  };
}

async function findReadable(
  tools: Tools,
  known: Map<string, RobotsFile>,
  kind: EndpointKind,
  urls: string[],
  most: number,
): Promise<Found[]> {
  const readable: Found[] = [];
  for (const address of urls) {
    if (readable.length === most) break;
    const fetched = await askPolitely(tools, known, new URL(address), {});
    if (fetched.kind !== 'page') continue;
    const reading = await readEndpoint(toEndpointAnswer(fetched.page), { kind, links: null });
    if (reading.kind === 'unreadable') continue;
    readable.push({
      kind,
      url: address,
      itemUrls: reading.kind === 'items' ? reading.items.map((item) => item.url) : [],
    });
  }
  return readable;
}

/** An id for a source from its address: `themoscowtimes` for https://www.themoscowtimes.com/. */
export function suggestId(homepage: URL): string {
  const labels = homepage.hostname.replace(/^(?:www|m|rss|feeds)\./, '').split('.');
  const name = labels.length > 1 && !/^\d+$/.test(labels[0] ?? '') ? labels.slice(0, -1).join('-') : labels.join('-');
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'source'
  );
}
