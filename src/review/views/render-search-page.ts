import { html } from 'hono/html';
import type { SavedSearch } from '../../../storage/saved-searches.ts';
import { writeCursor } from '../api/cursor.ts';
import { toFilterForm } from '../filter-form.ts';
import type { Found, FoundPage, Turn } from '../load-found.ts';
import { areReversed } from '../read-filters.ts';
import { savedFilters } from '../read-saved.ts';
import type { SearchQuery } from '../read-search.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { languageOf } from './language-of.ts';
import { renderSearchFilters } from './render-filters.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderPlacePager } from './render-pager.ts';
import { renderSavedBar } from './render-saved.ts';
import { renderTime } from './render-time.ts';

export type SearchView = {
  query: SearchQuery;
  params: URLSearchParams;
  /** `null`: nothing was asked for. */
  found: FoundPage | null;
  hasWanted: boolean;
  isCatchingUp: boolean;
  /** That articles are in. */
  languages: string[];
  saved: SavedSearch[];
};

/** The search over the text of all versions, and what it found. */
export function renderSearchPage(web: Web, view: SearchView): Html {
  const { search } = TEXTS;
  const main = html`
<h1>${search.title}</h1>
${renderSearchFilters(toFilterForm({ ok: true, query: view.query }), web.sources(), view.languages)}
<p class="hint">${search.hint}</p>
${view.isCatchingUp ? html`<p class="hint">${search.catchingUp}</p>` : ''}
${renderSavedBar(web, view.saved, 'search', savedFilters('search', view.params))}
${renderFound(web, view)}`;
  const { q } = view.query;
  const title = q === undefined ? search.title : `${q} · ${search.title}`;
  return renderPage(web, { title, place: 'search', main });
}

function renderFound(web: Web, { found, hasWanted, params, query }: SearchView): Html {
  const { search } = TEXTS;
  if (found === null) return html``;
  if (!hasWanted) return html`<p class="none" role="status">${search.nothingWanted}</p>`;
  const list = html`<ol class="found">${found.items.map((item) => renderItem(web, item))}</ol>`;
  const none = found.lookedTo === null ? renderNone(query) : html`<p class="none" role="status">${search.noneYet}</p>`;
  const soFar =
    found.lookedTo === null ? '' : html`<p class="hint">${search.lookedTo} ${renderTime(found.lookedTo)}.</p>`;
  return html`${found.items.length === 0 ? none : list}
${soFar}${renderOlder(params, found)}`;
}

/** That nothing was found; with filters, the way to do without them. */
function renderNone({ q = '', source, language, status, since, until, unsaid }: SearchQuery): Html {
  const isFiltered = [source, language, status, since, until, unsaid].some((value) => value !== undefined);
  if (!isFiltered) return html`<p class="none" role="status">${TEXTS.search.none}</p>`;
  const why = areReversed(since, until) ? TEXTS.errors.reversed : TEXTS.search.noneFit;
  return html`<p class="none" role="status">${why} <a href="/search?${new URLSearchParams({ q })}">${TEXTS.filters.clear}</a></p>`;
}

function renderItem(web: Web, item: Found): Html {
  const { search } = TEXTS;
  const { lang, dir } = languageOf(item.language);
  const address = `/articles/${item.articleId}`;
  const snippet = item.snippet.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : html`${text}`));
  return html`<li>
<h2 dir="auto"><a href="${address}">${item.headline ?? item.url}</a></h2>
<p class="slug">${nameSource(web, item.sourceId)}${item.status === 'live' ? '' : html` · ${search.notNow(TEXTS.statuses[item.status])}`}</p>
<p class="words" lang="${lang}" dir="${dir}">${snippet}</p>
<p class="standing">${item.unsaidSince === null ? search.stands : html`<strong class="unsaid">${search.unsaid}</strong> ${search.unsaidSince(item.unsaidSince)}`} · ${renderVersions(item, address)}</p>
${renderTurns(item)}
</li>`;
}

function renderVersions(item: Found, address: string): Html {
  const { search } = TEXTS;
  const having = item.runs.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const links = item.runs.flatMap(({ from, to }) => (from === to ? [from] : [from, to]));
  const numbers = item.runs.map(
    ({ from, to }) => html`${renderVersion(address, from)}${from === to ? '' : html`–${renderVersion(address, to)}`} `,
  );
  return html`${search.inVersions(having, item.versions)} ${links.length > MOST_LINKS ? numbers.slice(-MOST_LINKS / 2) : numbers}
(${search.firstSeen} ${renderTime(item.firstSeenAt)}, ${search.lastSeen} ${renderTime(item.lastSeenAt)})`;
}

const MOST_LINKS = 12;

function renderVersion(address: string, number: number): Html {
  return html`<a href="${address}/versions/${number}" aria-label="${TEXTS.version.title(number)}">${number}</a>`;
}

/** The last changes that brought the words, and that took them away. */
function renderTurns({ came, went }: Found): Html {
  const { search } = TEXTS;
  const link = (label: string, { change }: Turn) =>
    change === null ? html`${label}` : html`<a href="/changes/${change}">${label}</a>`;
  const turns = [
    ...came.slice(-MOST_TURNS).map((turn) => link(search.came(turn.version), turn)),
    ...went.slice(-MOST_TURNS).map((turn) => link(search.went(turn.version), turn)),
  ];
  return turns.length === 0 ? html`` : html`<ul class="turns">${turns.map((turn) => html`<li>${turn}</li>`)}</ul>`;
}

const MOST_TURNS = 3;

function renderOlder(params: URLSearchParams, { next }: FoundPage): Html {
  const place = { after: params.get('after') ?? '', next: next === null ? null : writeCursor(next) };
  return renderPlacePager('/search', params, place, TEXTS.search);
}
