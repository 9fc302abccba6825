import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { findChangesWithin } from '../../../storage/list-changes.ts';
import type { SearchBounds } from '../../../storage/walk-for.ts';
import { requireVisitor } from '../access/require-visitor.ts';
import { addressOf } from '../address-of.ts';
import { describeFeed } from '../describe-feed.ts';
import { listChangesCsv } from '../list-csv.ts';
import { type ChangeQuery, type QueryResult, readChangeQuery, toChangeFilter } from '../read-filters.ts';
import { FEED_FORMATS, FEED_TYPES, type FeedFormat, renderFeed } from '../render-feed.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';

const ENTRIES = 50;
/** For words that many versions have, a feed goes so far back as it comes in this time: it is for what is new. */
const BOUNDS: SearchBounds = { stretch: 1_000, patienceMs: 2_000 };

/** The list of changes for other programs: feeds for readers of feeds, CSV for spreadsheets; with the list's filters. */
export function addFeedRoutes(app: Hono, web: Web): void {
  for (const format of FEED_FORMATS) app.get(`/feeds/changes.${format}`, etag(), (c) => answerFeed(c, web, format));
  app.get('/changes.csv', (c) => answerCsv(c, web));
}

async function answerFeed(c: Context, web: Web, format: FeedFormat): Promise<Response> {
  const read = readQuery(c);
  if (!read.ok) return refuseQuery(c, read.reason);
  const filter = toChangeFilter(read.query, requireVisitor(c).name);
  const { found: changes } = await findChangesWithin(web.db, { ...filter, order: 'newest', limit: ENTRIES }, BOUNDS);
  const feed = describeFeed(web, changes, addressOf(new URL(c.req.url), web));
  return c.body(renderFeed(feed, format), 200, { 'content-type': `${FEED_TYPES[format]}; charset=utf-8` });
}

function readQuery(c: Context): QueryResult<ChangeQuery> {
  return readChangeQuery(new URL(c.req.url).searchParams);
}

function refuseQuery(c: Context, reason: string): Response {
  return c.text(`${TEXTS.errors.badQuery}: ${reason}`, 400);
}

async function answerCsv(c: Context, web: Web): Promise<Response> {
  const read = readQuery(c);
  if (!read.ok) return refuseQuery(c, read.reason);
  const { body, headers } = await listChangesCsv(web, read.query, requireVisitor(c).name);
  return c.body(body, 200, headers);
}
