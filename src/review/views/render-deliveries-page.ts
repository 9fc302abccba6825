import { html } from 'hono/html';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../../storage/alert-tables.ts';
import type { ChannelState, ListedDelivery, StoredAttempt } from '../../../storage/delivery-lists.ts';
import type { ConfiguredChannel } from '../configured-channel.ts';
import { DELIVERY_TEXTS } from '../delivery-texts.ts';
import type { Web } from '../web.ts';
import { renderChannel } from './render-channel.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderDue, renderTime } from './render-time.ts';

export type DeliveryQuery = { channel: string | undefined; status: DeliveryStatus | undefined };

export type DeliveriesView = {
  query: DeliveryQuery;
  channels: ConfiguredChannel[];
  states: ChannelState[];
  deliveries: ListedDelivery[];
  attempts: Map<string, StoredAttempt[]>;
  /** The cursor of the next page; `null` on the last one. */
  older: string | null;
  /** A test message was just asked for. */
  wasSent: boolean;
};

/** How each channel stands, and what became of each delivery. */
export function renderDeliveriesPage(web: Web, view: DeliveriesView): Html {
  const texts = DELIVERY_TEXTS;
  const { channels, states, deliveries } = view;
  const now = web.clock.now();
  const main = html`
<h1>${texts.title}</h1>
${view.wasSent ? html`<p class="declaration" role="status">${texts.sent}</p>` : ''}
<section><h2>${texts.channels}</h2>
${channels.length === 0 ? html`<p class="none">${texts.noChannels}</p>` : channels.map((channel) => renderChannel(channel, states, now))}
</section>
<section><h2>${texts.list}</h2>
${renderFilters(view)}
${deliveries.length === 0 ? html`<p class="none">${texts.none}</p>` : renderTable(view, now)}
${renderOlder(view)}
</section>`;
  return renderPage(web, { title: texts.title, place: 'deliveries', main });
}

function renderFilters({ query, channels, deliveries }: DeliveriesView): Html {
  const texts = DELIVERY_TEXTS;
  // Also one that was deleted from the configuration, of which there are deliveries.
  const names = [
    ...new Set([...channels, ...deliveries.map(({ channel: name }) => ({ name }))].map(({ name }) => name)),
  ];
  const statuses = DELIVERY_STATUSES.map((value) => ({ value, label: texts.statuses[value] }));
  return html`<form class="filters" method="get" action="/deliveries" role="search" aria-label="${texts.filters}">
${renderSelect(
  'channel',
  texts.channel,
  query.channel,
  names.map((value) => ({ value, label: value })),
)}
${renderSelect('status', texts.status, query.status, statuses)}
<button>${texts.show}</button>
</form>`;
}

function renderSelect(
  name: string,
  label: string,
  chosen: string | undefined,
  options: { value: string; label: string }[],
): Html {
  return html`<label>${label}<select name="${name}">
<option value="">${DELIVERY_TEXTS.any}</option>
${options.map(({ value, label: shown }) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${shown}</option>`)}
</select></label>`;
}

function renderTable({ deliveries, attempts }: DeliveriesView, now: Date): Html {
  const texts = DELIVERY_TEXTS;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.list}"><table>
<thead><tr><th scope="col">${texts.what}</th><th scope="col">${texts.channel}</th><th scope="col">${texts.status}</th><th scope="col">${texts.created}</th><th scope="col">${texts.attempts}</th><th scope="col">${texts.action}</th></tr></thead>
<tbody>${deliveries.map((delivery) => renderRow(delivery, attempts.get(delivery.id) ?? [], now))}</tbody>
</table></div>`;
}

function renderRow(delivery: ListedDelivery, attempts: StoredAttempt[], now: Date): Html {
  const texts = DELIVERY_TEXTS;
  const { id, channel, status, waits_for: waitsFor, next_attempt_at: nextAt, gathered_in: digest } = delivery;
  const waits = status === 'pending' && waitsFor !== null ? ` ${texts.waits[waitsFor]}` : '';
  const mayRetry = digest === null && ['failed', 'disabled', 'pending'].includes(status);
  return html`<tr id="delivery-${id}">
<th scope="row">${renderSubject(delivery)}</th>
<td>${channel}</td>
<td>${texts.statuses[status]}${waits}${nextAt === null ? '' : html`<br><span class="reason">${texts.next}: ${renderDue(nextAt, now)}</span>`}${digest === null ? '' : html`<br><a href="#delivery-${digest}">${texts.toldBy}</a>`}</td>
<td>${renderTime(delivery.created_at)}</td>
<td>${attempts.length === 0 ? texts.noAttempts : html`<ol class="annotations">${attempts.map(renderAttempt)}</ol>`}</td>
<td>${mayRetry ? html`<form method="post" action="/deliveries/${id}/retry"><button class="quiet">${texts.retry}<span class="hidden">: ${channel}, ${id.slice(0, 8)}</span></button></form>` : ''}</td>
</tr>`;
}

function renderSubject({ purpose, change_id: changeId, headline, changes }: ListedDelivery): Html {
  const texts = DELIVERY_TEXTS;
  if (purpose === 'test') return html`${texts.testMessage}`;
  if (changeId === null) return html`${texts.changes(changes)}`;
  return html`<a href="/changes/${changeId}" dir="auto">${headline ?? texts.noHeadline}</a>`;
}

function renderAttempt({ at, outcome, status, reason }: StoredAttempt): Html {
  const code = status === null ? '' : ` (${status})`;
  return html`<li>${renderTime(at)}: ${DELIVERY_TEXTS.outcomes[outcome]}${code}${reason === '' ? '' : html`<br><span class="reason" dir="auto">${reason}</span>`}</li>`;
}

function renderOlder({ query, older }: DeliveriesView): Html {
  if (older === null) return html``;
  const params = new URLSearchParams({ channel: query.channel ?? '', status: query.status ?? '', before: older });
  return html`<p><a rel="next" href="/deliveries?${params.toString()}">${DELIVERY_TEXTS.older}</a></p>`;
}
