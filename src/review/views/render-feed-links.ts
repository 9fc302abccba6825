import { html } from 'hono/html';
import { FEED_FORMATS, FEED_TYPES, type FeedFormat } from '../render-feed.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** The list, with its filters, as feeds and as CSV. `key`: what opens feeds where a token is asked for. */
export function renderFeedLinks(filters: URLSearchParams, key: string | null): Html {
  const { feeds } = TEXTS;
  const links = FEED_FORMATS.map(
    (format) =>
      html`<a href="${feedUrl(format, filters, key)}" type="${FEED_TYPES[format]}">${feeds.formats[format]}</a> `,
  );
  return html`<p class="as-feed">${feeds.lead} ${links}<a href="${listUrl('/changes.csv', filters)}">${feeds.csv}</a></p>`;
}

/** For the head of a page: lets readers of feeds find them. */
export function renderFeedHead(filters: URLSearchParams, key: string | null): Html {
  return html`${(['atom', 'json'] as const).map(
    (format) =>
      html`<link rel="alternate" type="${FEED_TYPES[format]}" title="${TEXTS.feeds.title} (${TEXTS.feeds.formats[format]})" href="${feedUrl(format, filters, key)}">\n`,
  )}`;
}

function feedUrl(format: FeedFormat, filters: URLSearchParams, key: string | null): string {
  const query = new URLSearchParams(filters);
  if (key !== null) query.set('key', key);
  return listUrl(`/feeds/changes.${format}`, query);
}

function listUrl(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}
