import { html } from 'hono/html';
import type { DriftSummary } from '../../../storage/drifts.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

/** The alarm of a source: what is in quarantine, some of it to look at, and the decision in one step. */
export function renderDrift(drift: DriftSummary): Html {
  const texts = TEXTS.drift;
  const examples = drift.examples.map(
    (change, place) => html`<li><a href="/changes/${change}">${texts.example(place + 1)}</a></li>`,
  );
  return html`<div class="drift drift-${drift.status}" id="drift-${drift.id}">
<p><strong>${texts.title(drift.articles)}</strong> ${texts.statuses[drift.status]} ${renderTime(drift.detected_at)}.</p>
${drift.status === 'open' ? html`<p>${texts.meaning}</p>` : ''}
<ul class="labels">${examples}</ul>
<form method="post" action="/drifts/${drift.id}/decision">
${drift.status === 'accepted' ? '' : html`<button name="decision" value="accepted">${texts.accept}</button>`}
${drift.status === 'rejected' ? '' : html`<button name="decision" value="rejected">${texts.reject}</button>`}
</form>
</div>`;
}
