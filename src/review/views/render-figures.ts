import { html } from 'hono/html';
import type { Cell, NumbersTable, NumbersTableName, Column as TableColumn } from '../table-numbers.ts';
import { TEXTS } from '../texts.ts';
import { renderBar } from './render-columns.ts';
import type { Html } from './render-page.ts';

/** A share as per cent. */
export function showShare(share: number): string {
  return share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 0 });
}

/** A table of figures; `hasBars`: with a bar for the first of each row. */
export function renderTable(caption: string, { columns, rows }: NumbersTable, hasBars = false): Html {
  const most = hasBars ? Math.max(0, ...rows.map(([, value]) => Number(value))) : 0;
  const bar = (value: Cell | undefined) =>
    hasBars ? html`<td class="bars">${renderBar(Number(value), most)}</td>` : '';
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="figures">
<caption class="hidden">${caption}</caption>
<thead><tr>${columns.map(({ title, form }) => html`<th scope="col"${form === 'name' ? '' : html` class="number"`}>${title}</th>`)}${hasBars ? html`<td></td>` : ''}</tr></thead>
<tbody>${rows.map(([name, ...values]) => html`<tr><th scope="row">${name}</th>${values.map((value, place) => html`<td>${showCell(value, columns[place + 1]?.form)}</td>`)}${bar(values[0])}</tr>`)}</tbody>
</table></div>`;
}

function showCell(cell: Cell, form: TableColumn['form'] | undefined): string {
  if (typeof cell !== 'number') return cell ?? '–';
  if (form === 'share') return showShare(cell);
  return form === 'duration' ? TEXTS.numbers.duration(cell) : cell.toLocaleString('en');
}

/** The figures of a chart, one click away. */
export function renderFolded(caption: string, table: NumbersTable): Html {
  return html`<details class="figures"><summary>${TEXTS.numbers.table}</summary>${renderTable(caption, table)}</details>`;
}

/** A link to a table as CSV, of the source and time that the page is of. */
export function renderCsvLink(name: NumbersTableName, params: URLSearchParams, text = TEXTS.numbers.csv): Html {
  const query = params.size === 0 ? '' : `?${params}`;
  return html`<a href="/numbers/${name}.csv${query}">${text}</a>`;
}
