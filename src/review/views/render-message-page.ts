import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';

/** A page that says one thing, such as that there is no such page. */
export function renderMessagePage(web: Web, title: string, sentence: string): Html {
  const main = html`<h1>${title}</h1><p>${sentence}</p><p><a href="/">${TEXTS.errors.home}</a></p>`;
  return renderPage(web, { title, place: null, main });
}

/** The page that asks for the token; afterwards it leads to `next`, a path of ours. `complaint`: what was wrong before. */
export function renderLoginPage(web: Web, next: string, complaint: string | null): Html {
  const { login } = TEXTS;
  const main = html`<h1>${login.title}</h1>
<form class="login" method="post" action="/login">
${complaint === null ? '' : html`<p role="alert" class="wrong">${complaint}</p>`}
<label>${login.token}<input type="password" name="token" required autocomplete="current-password" autofocus></label>
<input type="hidden" name="next" value="${next}">
<button>${login.button}</button>
<p class="hint">${login.hint}</p>
</form>`;
  return renderPage({ assets: web.assets, token: null }, { title: login.title, place: null, main });
}
