import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** The search in the head of every page. */
export function renderSearchBox(): Html {
  const { search } = TEXTS;
  return html`<form class="search-box" method="get" action="/search" role="search" aria-label="${search.label}">
<input type="search" name="q" maxlength="200" dir="auto" placeholder="${search.box}" aria-label="${search.label}"><button class="quiet">${search.box}</button>
</form>`;
}
