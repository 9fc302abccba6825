import { html } from 'hono/html';
import { toFilterForm } from '../filter-form.ts';
import type { NumbersQuery } from '../read-numbers.ts';
import type { CountedNumbers } from '../remember-numbers.ts';
import { type NumbersTable, type NumbersTableName, tableNumbers } from '../table-numbers.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { type Column, renderColumns } from './render-columns.ts';
import { renderCsvLink, renderFolded, renderTable, showShare } from './render-figures.ts';
import { renderNumbersFilters } from './render-filters.ts';
import { renderKindsOverTime, renderOverTime } from './render-over-time.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderTime } from './render-time.ts';

const MOST_SOURCES = 100;
/** Hours that have their names below the chart: few enough for a narrow screen. */
const HOURS_NAMED = [0, 6, 12, 18];

export type NumbersView = { query: NumbersQuery; params: URLSearchParams; since: Date; numbers: CountedNumbers };

/** What edits there were, of all sources or of one, as charts with their figures. */
export function renderNumbersPage(web: Web, view: NumbersView): Html {
  const { numbers: texts } = TEXTS;
  const { numbers, query, since } = view;
  const isEmpty = numbers.sources.length === 0;
  const main = html`
<h1>${texts.title}</h1>
${renderNumbersFilters(toFilterForm({ ok: true, query }), web.sources())}
<p class="hint">${renderTime(since)} – ${renderTime(numbers.countedAt)}. ${texts.leftOut}</p>
${isEmpty ? html`<p class="none">${since >= numbers.countedAt ? TEXTS.errors.reversed : texts.none}</p>` : html`${renderSums(numbers)}${renderCharts(web, view)}`}`;
  return renderPage(web, { title: texts.title, place: 'numbers', main });
}

function renderSums({ sources, firstEdit }: CountedNumbers): Html {
  const { numbers: texts } = TEXTS;
  const sum = (key: 'edits' | 'silent' | 'headlineTests' | 'away' | 'articles' | 'edited') =>
    sources.reduce((total, source) => total + source[key], 0);
  const fact = (name: string, value: Html | string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const withShare = (part: number, whole: number) =>
    whole === 0 ? part.toLocaleString('en') : `${part.toLocaleString('en')} (${texts.share(showShare(part / whole))})`;
  return html`<dl class="facts">
${fact(texts.edits, sum('edits').toLocaleString('en'))}
${fact(texts.silent, withShare(sum('silent'), sum('edits')))}
${fact(texts.headlineTests, sum('headlineTests').toLocaleString('en'))}
${fact(texts.away, sum('away').toLocaleString('en'))}
${fact(texts.articles, sum('articles').toLocaleString('en'))}
${fact(texts.edited, withShare(sum('edited'), sum('articles')))}
${firstEdit === null ? '' : fact(texts.firstEdit, html`${texts.duration(firstEdit.medianMs)}: ${texts.firstEditMeaning(texts.duration(firstEdit.quarterMs), texts.duration(firstEdit.threeQuartersMs))}<br><small>${texts.firstEditCaveat}</small>`)}
</dl>`;
}

function renderCharts(web: Web, { numbers, params }: NumbersView): Html {
  const { numbers: texts } = TEXTS;
  const table = (name: NumbersTableName) => tableNumbers(numbers, name, (id) => nameSource(web, id));
  const hours = numbers.hours.map((value, hour): Column => ({ label: texts.hourOf(hour), value }));
  const ticks = HOURS_NAMED.map((place) => ({ place, label: texts.hourOf(place) }));
  return html`
${renderOverTime(numbers, params)}
<h2>${texts.byHour}</h2><p class="hint">${texts.byHourMeaning} ${renderCsvLink('hours', params)}</p>
${renderColumns('hours', texts.byHour, hours, { ticks })}${renderFolded(texts.byHour, table('hours'))}
<h2>${texts.byKind}</h2><p class="hint">${texts.byKindMeaning} ${renderCsvLink('kinds', params)}</p>
${renderTable(texts.byKind, table('kinds'), true)}
${renderKindsOverTime(numbers, params)}
<h2>${texts.bySource}</h2><p class="hint">${numbers.sources.length > MOST_SOURCES ? texts.mostEdited(MOST_SOURCES, numbers.sources.length) : ''} ${renderCsvLink('sources', params)}</p>
${renderTable(texts.bySource, mostEdited(table('sources')))}`;
}

/** Those sources that were edited most, where there are too many for a page: the figures of all are in the CSV. */
function mostEdited({ columns, rows }: NumbersTable): NumbersTable {
  if (rows.length <= MOST_SOURCES) return { columns, rows };
  return { columns, rows: rows.toSorted(([, a], [, b]) => Number(b) - Number(a)).slice(0, MOST_SOURCES) };
}
