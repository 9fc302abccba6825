import type { PaperId } from './papers.ts';

export type SourceTiming = {
  /** How often the endpoints are asked, as a duration of the configuration. */
  every?: string;
  /** The shortest time between two visits of an article. */
  floor?: string;
  /** The longest. */
  ceiling?: string;
};

/**
 * The newspaper's papers as sources: the YAML of each, by the source's id. All of them fetch with no delay and from an
 * address of this machine, so `network.allowPrivate` must hold it.
 */
export function newspaperSources(origin: string, timing: SourceTiming = {}): Record<PaperId, string> {
  const { every = '10m', floor = '5m', ceiling = '1h' } = timing;
  const schedule = `schedule:
  every: ${every}
  revisit: { retireAfter: 30d, floor: ${floor}, ceiling: ${ceiling} }
fetch: { render: http, delay: 0s }
`;
  return {
    'capital-times': describeCapitalTimes(origin) + schedule,
    'harbour-ledger': describeHarbourLedger(origin) + schedule,
    'elbtaler-bote': describeElbtalerBote(origin) + schedule + BOTE_RULES,
    'plain-wire': describePlainWire(origin) + schedule + WIRE_RULES,
  };
}

/** RSS 2.0, a sitemap index with a file a month, and a section page. Read without rules. */
function describeCapitalTimes(origin: string): string {
  return `name: The Capital Times
homepage: ${origin}/
language: en
timezone: Europe/Moscow
discover:
  - feed: ${origin}/rss/news
  - sitemap: ${origin}/sitemap/sitemap.xml
  - section: ${origin}/news
    links: ".teaser-list a[href*='/20']"
articles:
  match: '/\\d{4}/\\d{2}/\\d{2}/[^/]+-a\\d+$'
  identity: '-a(\\d+)$'
`;
}

/** Atom and a gzipped sitemap; addresses without an id. Read without rules. */
function describeHarbourLedger(origin: string): string {
  return `name: The Harbour Ledger
homepage: ${origin}/ledger/
language: en
timezone: Atlantic/Reykjavik
discover:
  - feed: ${origin}/ledger/feed/atom/
  - sitemap: ${origin}/ledger/sitemap.xml.gz
articles:
  match: '/ledger/\\d{4}/\\d{2}/[^/]+/$'
`;
}

/** RSS 1.0, a news sitemap and a section page. Read by rules. */
function describeElbtalerBote(origin: string): string {
  return `name: Elbtaler Bote
homepage: ${origin}/bote/
language: de
timezone: Europe/Berlin
discover:
  - feed: ${origin}/bote/rss.rdf
  - sitemap: ${origin}/bote/sitemap-news.xml
  - section: ${origin}/bote/politik/
    links: .teaser-link
articles:
  match: '/bote/[a-z]+/[^/]+-\\d+\\.html$'
  identity: '-(\\d+)\\.html$'
`;
}

const BOTE_RULES = `extract:
  - kicker: .artikel-dachzeile
    dek: .artikel-vorspann
    body: .artikel-text
    credit: .artikel-bild .bild-quelle
`;

/** A JSON Feed alone. Its pages have no metadata, so a rule says where things are. */
function describePlainWire(origin: string): string {
  return `name: Plain Wire
homepage: ${origin}/wire/
timezone: UTC
discover:
  - feed: ${origin}/wire/feed.json
articles:
  match: '/wire/story/\\d+/[^/]+$'
  identity: '/story/(\\d+)/'
`;
}

const WIRE_RULES = `extract:
  - headline: "#main h1"
    byline: "#main .by"
    publishedAt: "#main .date time"
    body: "#main .story"
`;
