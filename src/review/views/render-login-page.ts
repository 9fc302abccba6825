import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';

/** How one can log in here. */
export type WaysIn = { hasUsers: boolean; hasToken: boolean; hasOidc: boolean };

/** The page that asks who one is; afterwards it leads to `next`, a path of ours. `complaint`: what was wrong before. */
export function renderLoginPage(web: Web, ways: WaysIn, next: string, complaint: string | null): Html {
  const { login } = TEXTS;
  const { hasUsers, hasToken, hasOidc } = ways;
  const elsewhere = `/login/oidc?${new URLSearchParams({ next })}`;
  const main = html`<h1>${login.title}</h1>
${complaint === null ? '' : html`<p role="alert" class="wrong">${complaint}</p>`}
${hasOidc ? html`<p><a class="button" href="${elsewhere}">${login.elsewhere}</a></p>` : ''}
${hasUsers ? renderPasswordForm(next) : ''}
${hasUsers && hasToken ? html`<h2>${login.byToken}</h2>` : ''}
${hasToken ? renderTokenForm(next, !hasUsers) : ''}`;
  return renderPage(web, { title: login.title, place: null, main });
}

function renderPasswordForm(next: string): Html {
  const { login } = TEXTS;
  return html`<form class="login" method="post" action="/login">
<label>${login.name}<input name="name" required autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" autofocus></label>
<label>${login.password}<input type="password" name="password" required autocomplete="current-password" maxlength="1000"></label>
<input type="hidden" name="next" value="${next}">
<button>${login.button}</button>
<p class="hint">${login.usersHint}</p>
</form>`;
}

function renderTokenForm(next: string, isFirst: boolean): Html {
  const { login } = TEXTS;
  return html`<form class="login" method="post" action="/login">
<label>${login.token}<input type="password" name="token" required autocomplete="off"${isFirst ? html` autofocus` : ''}></label>
<input type="hidden" name="next" value="${next}">
<button>${login.button}</button>
<p class="hint">${login.hint}</p>
</form>`;
}
