import { createHash } from 'node:crypto';
import type { StoredChange } from '../../storage/changes.ts';
import type { ChangeKind } from '../model/change.ts';
import { tameText } from '../model/tame-text.ts';
import { onlyFilters } from './read-filters.ts';
import { TEXTS } from './texts.ts';
import { nameSource, type Web } from './web.ts';

/** A feed of changes, whatever it is written as. */
export type ChangeFeed = {
  id: string;
  title: string;
  /** Where a reader sees the same list. */
  homeUrl: string;
  selfUrl: string;
  updatedAt: Date;
  entries: FeedEntry[];
};

export type FeedEntry = {
  id: string;
  title: string;
  url: string;
  /** The article at its newspaper. */
  originalUrl: string;
  source: string;
  at: Date;
  kinds: { term: ChangeKind; label: string }[];
  summary: string;
  change: StoredChange;
};

/**
 * The feed of these changes, newest first. `address` is that under which it was asked for; readers know it, and its
 * entries, again by ids that name no host, so that another address of this server makes nothing unread.
 */
export function describeFeed(web: Web, changes: StoredChange[], address: URL): ChangeFeed {
  const query = onlyFilters(address.searchParams);
  const homeUrl = new URL(query.size === 0 ? '/' : `/?${query}`, address).href;
  return {
    id: makeUrn(`changes ${query}`),
    title: nameFeed(web, changes, query.get('source')),
    homeUrl,
    selfUrl: address.href,
    updatedAt: changes[0]?.detected_at ?? web.clock.now(),
    entries: changes.map((change) => describeEntry(web, change, address)),
  };
}

/** A source that there is none of is not named: anybody can write one into an address. */
function nameFeed(web: Web, changes: StoredChange[], sourceId: string | null): string {
  const { title } = TEXTS.feeds;
  const isKnown =
    web.sources().some(({ id }) => id === sourceId) || changes.some((change) => change.source_id === sourceId);
  return sourceId === null || !isKnown ? title : `${title}: ${tameText(nameSource(web, sourceId))}`;
}

function describeEntry(web: Web, change: StoredChange, address: URL): FeedEntry {
  const kinds = change.kinds.map((term) => ({ term, label: TEXTS.kinds[term] ?? term }));
  const marks = change.silent ? [TEXTS.changes.silent] : [];
  const what = [...kinds.map(({ label }) => label), ...marks].join(', ');
  return {
    id: makeUrn(`change ${change.id}`),
    title: tameText(`${change.headline ?? TEXTS.changes.noHeadline} — ${what}`),
    url: new URL(`/changes/${change.id}`, address).href,
    originalUrl: change.url,
    source: tameText(nameSource(web, change.source_id)),
    at: change.detected_at,
    kinds,
    summary: tameText(change.reasons.join('; ')),
    change,
  };
}

/** A UUID made of a name (version 8 of RFC 9562, § 5.8): the same name always has the same. */
function makeUrn(name: string): string {
  const bytes = createHash('sha256').update(`stet ${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
