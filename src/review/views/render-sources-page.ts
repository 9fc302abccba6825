import { html } from 'hono/html';
import type { DriftSummary } from '../../../storage/drifts.ts';
import type { SourceHealth } from '../../../storage/health.ts';
import type { PausedHost } from '../../../storage/hosts.ts';
import type { StatedSource } from '../../../storage/list-sources.ts';
import type { SubscriptionSummary } from '../../../storage/subscriptions.ts';
import { covers } from '../../model/scope.ts';
import { currentVisitor } from '../access/visitor.ts';
import { describeSubscription } from '../describe-subscription.ts';
import { describeWaits } from '../describe-waits.ts';
import { explainSource } from '../explain-source.ts';
import { type Done, SOURCE_LIST_TEXTS } from '../source-list-texts.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { renderDrift } from './render-drift.ts';
import { renderHealth } from './render-health.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderPager } from './render-pager.ts';
import { renderSourceActions } from './render-source-actions.ts';
import { renderOverview, renderState, type ToldSource } from './render-source-overview.ts';
import { describeDistance, renderDistance, renderDue, renderTime } from './render-time.ts';

/** What bounds the asking at present: hosts that are left alone, and the requests of today by source. */
export type Asking = { paused: PausedHost[]; made: Map<string, number>; subscriptions: SubscriptionSummary[] };

type ListedSource = StatedSource & SourceHealth;

/** A page of the sources; `sourceId`: only that one is shown; `done`: what was done to it a moment ago. */
export type SourceList = {
  sources: ListedSource[];
  hasMore: boolean;
  sourceId: string | undefined;
  page: number;
  done: Done | null;
};

/** Sources with their health, and what is in quarantine of them, below one line for each: those that fail first. */
export function renderSourcesPage(web: Web, list: SourceList, drifts: DriftSummary[], asking: Asking): Html {
  const { sources, sourceId, page, hasMore } = list;
  const { sources: texts } = TEXTS;
  const countedAt = sources[0]?.countedAt ?? null;
  const told = sources.map((source) => explain(web, source, asking));
  const main = html`
<h1>${texts.title}</h1>
${renderDone(list)}
${isAdmin() && web.sourceFiles !== undefined ? html`<p><a class="button" href="/sources/new">${TEXTS.keeping.add}</a></p>` : ''}
${countedAt === null ? '' : html`<p class="hint">${SOURCE_LIST_TEXTS.countedAt} ${renderDistance(countedAt, web.clock.now())}.</p>`}
${sourceId === undefined ? '' : html`<p><a href="/sources">${SOURCE_LIST_TEXTS.all}</a></p>`}
${sources.length === 0 ? html`<p class="none">${texts.none}</p>` : ''}
${sources.length > 1 ? renderOverview(told, web.clock.now()) : ''}
${told.map((source) => renderSource(web, source, driftsOf(source, drifts), asking))}
${renderPager('/sources', new URLSearchParams(), page, hasMore, SOURCE_LIST_TEXTS)}`;
  return renderPage(web, { title: texts.title, place: 'sources', main });
}

/** What was done, as far as it is so: an address that only says so tells nobody of a pause that is none. */
function renderDone({ sources, sourceId, done }: SourceList): Html {
  const [source] = sources;
  if (done === null || sourceId === undefined || source === undefined) return html``;
  const isPaused = source.paused_at !== null;
  if (isPaused !== (done === 'pause')) return html``;
  return html`<p class="done" id="done" role="status">${SOURCE_LIST_TEXTS.done[done](source.name)}</p>`;
}

function driftsOf(source: SourceHealth, drifts: DriftSummary[]): DriftSummary[] {
  return drifts.filter((drift) => drift.source_id === source.id);
}

/** A source, and why it does as it does. One of which something is wrong that its endpoints do not tell is no working one. */
function explain(web: Web, source: ListedSource, asking: Asking): ToldSource {
  const now = web.clock.now();
  const configured = web.sources().find(({ id }) => id === source.id);
  const made = asking.made.get(source.id) ?? 0;
  const waits = configured === undefined ? [] : describeWaits(configured, asking.paused, made, now);
  const explained = explainSource(source, now, web.clock.rate, waits);
  const perDay = configured?.fetch.perDay ?? null;
  const requests = perDay === null ? null : TEXTS.sources.requestsOf(made, perDay);
  const state = source.state === 'working' && !explained.isWell ? 'quiet' : source.state;
  return { ...source, ...explained, state, requests };
}

function renderSource(web: Web, source: ToldSource, drifts: DriftSummary[], { subscriptions }: Asking): Html {
  const now = web.clock.now();
  const query = new URLSearchParams({ source: source.id }).toString();
  const isQuiet = !source.enabled && source.articles === 0;
  return html`<section class="source ${source.enabled ? 'source-enabled' : 'source-disabled'}" id="source-${source.id}">
<h2><span dir="auto">${source.name}</span> ${renderState(source)}</h2>
<p class="${source.isWell ? 'well' : 'unwell'}">${source.sentences.join(' ')}</p>
${drifts.map(renderDrift)}
${isQuiet ? '' : renderFacts(source, now, query, { drifts, requests: source.requests })}
${source.endpoints.length === 0 ? '' : renderEndpoints(source, subscriptions, now)}
${isAdmin() && source.removed_at === null ? renderSourceActions(source, web.sourceFiles !== undefined) : ''}
</section>`;
}

function isAdmin(): boolean {
  return covers(currentVisitor()?.scope ?? 'read', 'admin');
}

function renderFacts(
  source: SourceHealth,
  now: Date,
  query: string,
  { drifts, requests }: { drifts: DriftSummary[]; requests: string | null },
): Html {
  const texts = TEXTS.sources;
  const outcomes = source.outcomes.map(
    ({ outcome, articles }) => `${TEXTS.outcomes[outcome] ?? outcome} ${articles.toLocaleString('en')}`,
  );
  return html`<dl class="facts">
<div><dt>${texts.homepage}</dt><dd class="address">${renderLink(source.homepage)}</dd></div>
<div><dt>${texts.articles}</dt><dd><a href="/articles?${query}">${source.articles.toLocaleString('en')}</a></dd></div>
<div><dt>${texts.versions}</dt><dd>${source.versions.toLocaleString('en')}</dd></div>
<div><dt>${texts.changes}</dt><dd><a href="/?${query}">${source.changes.toLocaleString('en')}</a></dd></div>
${renderHealth(source, drifts)}
${source.lastVisitAt === null ? '' : html`<div><dt>${texts.lastVisit}</dt><dd>${renderDistance(source.lastVisitAt, now)}</dd></div>`}
${source.nextVisitAt === null ? '' : html`<div><dt>${texts.nextVisit}</dt><dd>${renderDue(source.nextVisitAt, now)}</dd></div>`}
${requests === null ? '' : html`<div><dt>${texts.requests}</dt><dd>${requests}</dd></div>`}
${outcomes.length === 0 ? '' : html`<div><dt>${texts.outcomes}</dt><dd>${outcomes.join(', ')}</dd></div>`}
</dl>`;
}

function renderEndpoints(source: SourceHealth, subscriptions: SubscriptionSummary[], now: Date): Html {
  const texts = TEXTS.sources;
  const renderPush = (id: string) =>
    subscriptions
      .filter((subscription) => subscription.endpoint_id === id)
      .map(
        (one) => html`<br><span class="reason">${describeSubscription(one, (at) => describeDistance(at, now))}</span>`,
      );
  const rows = source.endpoints.map(
    (endpoint) => html`<tr>
<th scope="row">${endpoint.kind}</th>
<td class="address">${renderLink(endpoint.url)}${renderPush(endpoint.id)}</td>
<td>${endpoint.last_visit_at === null ? texts.never : renderTime(endpoint.last_visit_at)}</td>
<td>${endpoint.last_outcome === null ? '–' : (TEXTS.outcomes[endpoint.last_outcome] ?? endpoint.last_outcome)}${endpoint.last_reason === null || endpoint.last_reason === '' ? '' : html`<br><span class="reason" dir="auto">${endpoint.last_reason}</span>`}</td>
<td class="number">${endpoint.last_items ?? '–'}</td>
<td class="number">${endpoint.failures}</td>
<td>${endpoint.next_visit_at === null ? '–' : renderDue(endpoint.next_visit_at, now)}</td>
</tr>`,
  );
  const caption = texts.endpoints(source.name);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="endpoints">
<caption>${caption}</caption>
<thead><tr><th scope="col">${texts.kind}</th><th scope="col">${texts.address}</th><th scope="col">${texts.last}</th><th scope="col">${texts.outcome}</th><th scope="col" class="number">${texts.items}</th><th scope="col" class="number">${texts.failures}</th><th scope="col">${texts.next}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
