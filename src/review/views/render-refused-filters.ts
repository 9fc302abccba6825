import { html } from 'hono/html';
import type { FilterFault } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { faultId } from './render-filters.ts';
import { type Html, type Place, renderPage } from './render-page.ts';

/** A list whose filters cannot be used: why, and its form with what was given. */
export function renderRefusedFilters(
  web: Web,
  { title, place, faults, form }: { title: string; place: Place; faults: FilterFault[]; form: Html },
): Html {
  const main = html`
<h1>${title}</h1>
<div class="wrong" role="alert">
<p>${TEXTS.errors.badQuery}:</p>
<ul>${faults.map(({ name, sentence }) => html`<li id="${faultId(name)}">${sentence}</li>`)}</ul>
</div>
${form}`;
  return renderPage(web, { title: `${TEXTS.errors.badQuery} · ${title}`, place, main });
}
