import { html } from 'hono/html';
import type { StoredChange } from '../../../storage/changes.ts';
import type { SavedSearch } from '../../../storage/saved-searches.ts';
import type { User } from '../../../storage/users.ts';
import { currentVisitor } from '../access/visitor.ts';
import { excerptWords } from '../excerpt-words.ts';
import { toFilterForm } from '../filter-form.ts';
import type { ChangesPage } from '../load-changes.ts';
import { areReversed, type ChangeQuery, onlyFilters } from '../read-filters.ts';
import { savedFilters } from '../read-saved.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { languageOf } from './language-of.ts';
import { renderFeedHead, renderFeedLinks } from './render-feed-links.ts';
import { renderChangeFilters } from './render-filters.ts';
import { importanceLevel, renderLabels } from './render-labels.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderPager, renderPlacePager, withPage, withPlace } from './render-pager.ts';
import { renderReasonText } from './render-reasons.ts';
import { renderSavedBar } from './render-saved.ts';
import { describeAge, renderTime } from './render-time.ts';
import { renderDone, renderKeys, renderSelectBox, renderTriage } from './render-triage.ts';
import { renderWords } from './render-words.ts';

export type ChangeList = {
  query: ChangeQuery;
  params: URLSearchParams;
  found: ChangesPage;
  /** Whom changes can be assigned to. */
  users: User[];
  /** That articles are in. */
  languages: string[];
  /** The state of the first look, where nothing has changed yet at all. */
  waiting: Html | null;
  /** Where newer changes than these are counted. */
  latestUrl: string;
  saved: SavedSearch[];
};

/** The latest changes: what a reviewer starts from. */
export function renderChangesPage(web: Web, list: ChangeList): Html {
  const { query, found } = list;
  const { items: changes } = found;
  const filters = onlyFilters(list.params);
  const key = currentVisitor()?.feedKey ?? null;
  const main = html`
<p class="fresh" role="status"><a data-latest="${list.latestUrl}" href="${withPage('/', filters, 1)}" hidden></a></p>
<h1>${TEXTS.changes.title}</h1>
${list.waiting === null ? html`${renderChangeFilters(toFilterForm({ ok: true, query }), web.sources(), list)}${renderSavedBar(web, list.saved, 'changes', savedFilters('changes', filters))}` : ''}
${renderDone(list.params, here(filters, query))}
${
  changes.length === 0
    ? renderNone(list)
    : html`<ol class="changes" data-triage>${changes.map((change) => renderRow(web, change))}</ol>
${renderTriage(here(filters, query), list.users)}${renderKeys()}`
}
${renderSoFar(list)}
${renderMore(filters, list)}
${list.waiting === null ? renderFeedLinks(filters, key) : ''}`;
  const head =
    list.waiting === null
      ? renderFeedHead(filters, key)
      : html`<noscript><meta http-equiv="refresh" content="10"></noscript>`;
  return renderPage(web, { title: TEXTS.changes.title, place: 'changes', main, head });
}

/** The address of this page of the list. */
function here(filters: URLSearchParams, { page, search, after }: ChangeQuery): string {
  return search === undefined ? withPage('/', filters, page) : withPlace('/', filters, after ?? null);
}

function renderMore(filters: URLSearchParams, { query, found }: ChangeList): Html {
  if (query.search === undefined) return renderPager('/', filters, query.page, found.hasMore);
  const { first, mostImportant, older, lessImportant } = TEXTS.changes;
  const labels = query.order === 'importance' ? { first: mostImportant, older: lessImportant } : { first, older };
  return renderPlacePager('/', filters, { after: query.after, next: found.next }, labels);
}

/** How far changes were gone through, where that was not all of them. */
function renderSoFar({ query, found: { lookedTo } }: ChangeList): Html {
  if (lookedTo === null) return html``;
  const { changes } = TEXTS;
  return query.order === 'importance'
    ? html`<p class="hint">${changes.lookedToImportance(lookedTo.importance.toFixed(2))}</p>`
    : html`<p class="hint">${changes.lookedTo} ${renderTime(lookedTo.at)}.</p>`;
}

function renderNone({ waiting, found, query }: ChangeList): Html {
  if (waiting !== null) return html`<section class="waiting" data-waiting="/waiting">${waiting}</section>`;
  if (found.lookedTo !== null) return html`<p class="none" role="status">${TEXTS.changes.noneYet}</p>`;
  const why = areReversed(query.since, query.until) ? TEXTS.errors.reversed : TEXTS.changes.noneFit;
  return html`<p class="none">${why} <a href="/">${TEXTS.filters.clear}</a></p>`;
}

function renderRow(web: Web, change: StoredChange): Html {
  const headline = change.headline ?? TEXTS.changes.noHeadline;
  const words = excerptWords(change);
  const isMoved = words.every((word) => word.op === 'same');
  const { lang } = languageOf(change.language);
  return html`<li class="change-row level-${importanceLevel(change.importance)}" data-change="${change.id}">
<p class="margin">${renderSelectBox(change.id, headline)}${renderTime(change.detected_at)} <a href="${sourceUrl(change.source_id)}">${nameSource(web, change.source_id)}</a> <span class="age">${TEXTS.changes.age(describeAge(bornAt(change), change.detected_at))}</span></p>
<div>
<h2${lang === '' ? '' : html` lang="${lang}"`} dir="auto"><a href="/changes/${change.id}">${headline}</a></h2>
${words.length === 0 ? renderReason(change) : html`<p class="words" dir="auto">${isMoved && change.kinds.includes('moved-block') ? html`<span class="slug">${TEXTS.changes.moved}</span>` : ''}${renderWords(words)}</p>`}
${renderLabels(change)}
${change.note === null || change.note === '' ? '' : html`<p class="note"><span class="slug">${TEXTS.changes.note}</span> ${change.note}${change.verdict_by === null ? '' : html` <span class="slug">${TEXTS.assign.by(change.verdict_by)}</span>`}</p>`}
</div>
</li>`;
}

function renderReason(change: StoredChange): Html {
  const [reason] = change.reasons;
  return reason === undefined ? html`` : html`<p class="words" dir="auto">${renderReasonText(reason)}</p>`;
}

/** When the article came: as its page says, where that is a moment before the change, else as it was first seen. */
function bornAt({ published_at: published, first_seen_at: seen, detected_at: detected }: StoredChange): Date {
  const at = new Date(published ?? Number.NaN);
  return at.getTime() <= detected.getTime() ? at : seen;
}

function sourceUrl(id: string): string {
  return `/?${new URLSearchParams({ source: id })}`;
}
